/** Accepting a job and telling of it: what is checked, claimed and promised. No wire format, broker or database may live here. */
@NullMarked
package dev.kycplatform.intake.job;

import org.jspecify.annotations.NullMarked;
