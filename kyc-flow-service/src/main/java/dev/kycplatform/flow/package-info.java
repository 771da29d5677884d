/** The KYC flow service as a whole. Nothing of a feature's own may live here. */
@NullMarked
package dev.kycplatform.flow;

import org.jspecify.annotations.NullMarked;
