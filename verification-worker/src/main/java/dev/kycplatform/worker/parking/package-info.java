/** Jobs that wait for their next attempt, and asking again when it is due. No technology may live here. */
@NullMarked
package dev.kycplatform.worker.parking;

import org.jspecify.annotations.NullMarked;
