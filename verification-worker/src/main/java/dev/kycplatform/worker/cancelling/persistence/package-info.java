/** Taking a parked job's row from whoever has it. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.worker.cancelling.persistence;

import org.jspecify.annotations.NullMarked;
