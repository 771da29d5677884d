/** Where a clock may be made; nothing else may live here. */
@NullMarked
package dev.kycplatform.deployment.clean;

import org.jspecify.annotations.NullMarked;
