/** Faults put into a running service from outside, to show that a check finds them. The services' own code has none. */
@NullMarked
package dev.kycplatform.acceptance.planted;

import org.jspecify.annotations.NullMarked;
