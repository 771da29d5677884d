/** Tests of how verifications rest. */
@NullMarked
package dev.kycplatform.flow.verification.persistence;

import org.jspecify.annotations.NullMarked;
