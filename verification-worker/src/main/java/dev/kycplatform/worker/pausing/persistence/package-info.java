/** Pauses at rest. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.worker.pausing.persistence;

import org.jspecify.annotations.NullMarked;
