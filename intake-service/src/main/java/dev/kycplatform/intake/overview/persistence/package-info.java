/** Claims beside what the worker says of them. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.intake.overview.persistence;

import org.jspecify.annotations.NullMarked;
