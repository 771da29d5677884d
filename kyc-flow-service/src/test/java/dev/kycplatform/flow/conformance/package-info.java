/** The contract's rules as tables, and what vendor clients really sent. */
@NullMarked
package dev.kycplatform.flow.conformance;

import org.jspecify.annotations.NullMarked;
