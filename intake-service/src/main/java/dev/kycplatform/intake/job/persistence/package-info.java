/** Claims and results at rest. Nothing is decided here. */
@NullMarked
package dev.kycplatform.intake.job.persistence;

import org.jspecify.annotations.NullMarked;
