/** The partner as every service knows it. No stored form may live here. */
@NullMarked
package dev.kycplatform.contracts.partner;

import org.jspecify.annotations.NullMarked;
