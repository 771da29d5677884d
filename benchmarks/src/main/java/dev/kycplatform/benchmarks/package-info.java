/** The benchmarks, each a class that says what it measures, and the program that runs them. */
@NullMarked
package dev.kycplatform.benchmarks;

import org.jspecify.annotations.NullMarked;
