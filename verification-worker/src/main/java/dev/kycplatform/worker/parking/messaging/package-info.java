/** Parked jobs nobody can read, on their way to the dead letters. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.worker.parking.messaging;

import org.jspecify.annotations.NullMarked;
