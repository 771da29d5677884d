/** The recipes that sign requests, answers and callbacks. No keys may live here. */
@NullMarked
package dev.kycplatform.contracts.signature;

import org.jspecify.annotations.NullMarked;
