/** The contract, line by line, over real HTTP. What a rule says stands in the tables under {@code conformance}. */
@NullMarked
package dev.kycplatform.intake.conformance;

import org.jspecify.annotations.NullMarked;
