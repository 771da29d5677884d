/** Tests of verifications. */
@NullMarked
package dev.kycplatform.flow.verification;

import org.jspecify.annotations.NullMarked;
