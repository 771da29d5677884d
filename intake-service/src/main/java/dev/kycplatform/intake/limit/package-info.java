/** How often a partner may ask. No wire format, broker or database may live here. */
@NullMarked
package dev.kycplatform.intake.limit;

import org.jspecify.annotations.NullMarked;
