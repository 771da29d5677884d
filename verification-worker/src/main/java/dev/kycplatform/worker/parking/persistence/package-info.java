/** Parked jobs at rest, claimed under a lease. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.worker.parking.persistence;

import org.jspecify.annotations.NullMarked;
