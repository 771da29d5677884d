/** What the module's code must keep to. */
@NullMarked
package dev.kycplatform.benchmarks;

import org.jspecify.annotations.NullMarked;
