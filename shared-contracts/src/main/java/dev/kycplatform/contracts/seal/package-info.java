/** The sealed form of personal data and secrets. Nothing else may touch key material. */
@NullMarked
package dev.kycplatform.contracts.seal;

import org.jspecify.annotations.NullMarked;
