/** Partners on their way to every service. Nothing is decided here. */
@NullMarked
package dev.kycplatform.intake.partner.messaging;

import org.jspecify.annotations.NullMarked;
