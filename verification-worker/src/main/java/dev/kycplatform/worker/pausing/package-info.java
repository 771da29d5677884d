/** Authorities that operators have told everybody to leave alone. Nothing else decides about asking here. */
@NullMarked
package dev.kycplatform.worker.pausing;

import org.jspecify.annotations.NullMarked;
