/** Ledgers with something wrong, each of one kind. */
@NullMarked
package dev.kycplatform.benchmarks.reconciliation;

import org.jspecify.annotations.NullMarked;
