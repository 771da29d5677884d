/** What a reader of the results sees. */
@NullMarked
package dev.kycplatform.benchmarks.report;

import org.jspecify.annotations.NullMarked;
