/** Operators' API of authorities. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.worker.pausing.http;

import org.jspecify.annotations.NullMarked;
