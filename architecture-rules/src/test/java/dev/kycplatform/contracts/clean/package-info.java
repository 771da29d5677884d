/** A contract that keeps every rule; nothing else may live here. */
@NullMarked
package dev.kycplatform.contracts.clean;

import org.jspecify.annotations.NullMarked;
