/** When parked jobs are tried again, and what becomes of them, with everything outside made up. */
@NullMarked
package dev.kycplatform.worker.parking;

import org.jspecify.annotations.NullMarked;
