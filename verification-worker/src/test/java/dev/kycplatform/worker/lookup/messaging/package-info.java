/** Reading events that nobody should trust. */
@NullMarked
package dev.kycplatform.worker.lookup.messaging;

import org.jspecify.annotations.NullMarked;
