/** Partners at rest. Nothing is decided here. */
@NullMarked
package dev.kycplatform.intake.partner.persistence;

import org.jspecify.annotations.NullMarked;
