/** Ending a parked job because an operator says so. No technology may live here. */
@NullMarked
package dev.kycplatform.worker.cancelling;

import org.jspecify.annotations.NullMarked;
