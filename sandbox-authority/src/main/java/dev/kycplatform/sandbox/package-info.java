/** The settings of the sandbox authority; what it does lives in the packages below. */
@NullMarked
package dev.kycplatform.sandbox;

import org.jspecify.annotations.NullMarked;
