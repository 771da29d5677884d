/** The KYC flow service. Nothing that does anything may live here. */
@NullMarked
package dev.kycplatform.flow;

import org.jspecify.annotations.NullMarked;
