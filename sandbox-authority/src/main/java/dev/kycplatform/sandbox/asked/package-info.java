/** How often the authorities were asked, and about how many numbers; no number itself may be kept here. */
@NullMarked
package dev.kycplatform.sandbox.asked;

import org.jspecify.annotations.NullMarked;
