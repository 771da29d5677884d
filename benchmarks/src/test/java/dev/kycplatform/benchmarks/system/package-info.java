/** What speaks to the measured system, against itself. */
@NullMarked
package dev.kycplatform.benchmarks.system;

import org.jspecify.annotations.NullMarked;
