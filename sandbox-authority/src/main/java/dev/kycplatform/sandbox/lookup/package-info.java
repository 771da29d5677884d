/** What an authority answers to a number; how it is written belongs to the package of its format. */
@NullMarked
package dev.kycplatform.sandbox.lookup;

import org.jspecify.annotations.NullMarked;
