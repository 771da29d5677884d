/** The generator against targets whose every delay is known. */
@NullMarked
package dev.kycplatform.benchmarks.load;

import org.jspecify.annotations.NullMarked;
