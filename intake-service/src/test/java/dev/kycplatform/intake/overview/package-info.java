/** Tests of what operators see of jobs. */
@NullMarked
package dev.kycplatform.intake.overview;

import org.jspecify.annotations.NullMarked;
