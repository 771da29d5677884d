/** How parked jobs are found. */
@NullMarked
package dev.kycplatform.worker.parking.persistence;

import org.jspecify.annotations.NullMarked;
