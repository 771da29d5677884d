/** The one catalogue of errors. Nothing may be refused with a code that is not in it. */
@NullMarked
package dev.kycplatform.contracts.error;

import org.jspecify.annotations.NullMarked;
