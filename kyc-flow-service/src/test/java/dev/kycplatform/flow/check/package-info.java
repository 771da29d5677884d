/** Tests of the field checks. */
@NullMarked
package dev.kycplatform.flow.check;

import org.jspecify.annotations.NullMarked;
