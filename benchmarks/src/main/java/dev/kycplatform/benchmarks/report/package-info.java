/** Figures, what they had to reach, and the files they are kept in. Measures nothing. */
@NullMarked
package dev.kycplatform.benchmarks.report;

import org.jspecify.annotations.NullMarked;
