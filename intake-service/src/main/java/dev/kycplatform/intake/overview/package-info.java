/** What operators see of accepted jobs: where each stands, and which have no result. No technology may live here. */
@NullMarked
package dev.kycplatform.intake.overview;

import org.jspecify.annotations.NullMarked;
