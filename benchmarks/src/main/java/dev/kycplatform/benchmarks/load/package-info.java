/** Making load and timing it. Knows nothing of what is loaded: no address, no job, no service. */
@NullMarked
package dev.kycplatform.benchmarks.load;

import org.jspecify.annotations.NullMarked;
