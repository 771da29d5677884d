/** Every partner as it now is, in memory. Read only: what changes a partner lives in the intake service. */
@NullMarked
package dev.kycplatform.partners;

import org.jspecify.annotations.NullMarked;
