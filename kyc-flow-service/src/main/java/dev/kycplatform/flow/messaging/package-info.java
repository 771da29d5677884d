/** Which topics the service uses. No feature may live here. */
@NullMarked
package dev.kycplatform.flow.messaging;

import org.jspecify.annotations.NullMarked;
