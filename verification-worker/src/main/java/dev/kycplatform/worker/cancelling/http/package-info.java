/** Cancelling over HTTP. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.worker.cancelling.http;

import org.jspecify.annotations.NullMarked;
