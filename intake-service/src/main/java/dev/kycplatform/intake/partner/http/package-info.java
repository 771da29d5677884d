/** The operators' API of partners. Nothing is decided here. */
@NullMarked
package dev.kycplatform.intake.partner.http;

import org.jspecify.annotations.NullMarked;
