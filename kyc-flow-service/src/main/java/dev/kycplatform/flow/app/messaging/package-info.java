/** Apps on their way to every service. Nothing is decided here. */
@NullMarked
package dev.kycplatform.flow.app.messaging;

import org.jspecify.annotations.NullMarked;
