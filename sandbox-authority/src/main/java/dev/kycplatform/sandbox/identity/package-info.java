/** What the register of identities makes of a number and of whom it is said to belong to; no wire format lives here. */
@NullMarked
package dev.kycplatform.sandbox.identity;

import org.jspecify.annotations.NullMarked;
