/** Histories from the worker's tables. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.worker.history.persistence;

import org.jspecify.annotations.NullMarked;
