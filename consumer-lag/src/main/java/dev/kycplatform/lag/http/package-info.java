/** Lag over HTTP. Nothing may be computed here. */
@NullMarked
package dev.kycplatform.lag.http;

import org.jspecify.annotations.NullMarked;
