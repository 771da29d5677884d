/** Histories from the dispatcher's tables. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.dispatcher.history.persistence;

import org.jspecify.annotations.NullMarked;
