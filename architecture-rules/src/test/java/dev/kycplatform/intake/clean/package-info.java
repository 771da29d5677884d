/** A service that keeps every rule; nothing else may live here. */
@NullMarked
package dev.kycplatform.intake.clean;

import org.jspecify.annotations.NullMarked;
