/** Whether everything that was accepted has arrived, id by id. Knows nothing of how it travels. */
@NullMarked
package dev.kycplatform.benchmarks.reconciliation;

import org.jspecify.annotations.NullMarked;
