/** Asking the broker where groups stand. What follows from it is computed elsewhere. */
@NullMarked
package dev.kycplatform.lag.messaging;

import org.jspecify.annotations.NullMarked;
