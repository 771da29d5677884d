/** Jobs over HTTP, for operators. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.intake.overview.http;

import org.jspecify.annotations.NullMarked;
