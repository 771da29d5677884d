/** The Enhanced KYC HTTP API and the partner registry: settings of the service. No feature may live here. */
@NullMarked
package dev.kycplatform.intake;

import org.jspecify.annotations.NullMarked;
