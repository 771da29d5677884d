/** The partner registry: who may call us, with which secrets. No wire format, broker or database may live here. */
@NullMarked
package dev.kycplatform.intake.partner;

import org.jspecify.annotations.NullMarked;
