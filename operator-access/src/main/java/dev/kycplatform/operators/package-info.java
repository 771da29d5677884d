/** Who operates the platform and what was done in whose name. No rule of what may be done lives here. */
@NullMarked
package dev.kycplatform.operators;

import org.jspecify.annotations.NullMarked;
