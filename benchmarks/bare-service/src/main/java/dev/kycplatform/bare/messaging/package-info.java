/** Records as the platform's own publisher sends them. */
@NullMarked
package dev.kycplatform.bare.messaging;

import org.jspecify.annotations.NullMarked;
