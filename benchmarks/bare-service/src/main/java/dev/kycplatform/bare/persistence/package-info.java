/** Rows as the platform's own groups write them. */
@NullMarked
package dev.kycplatform.bare.persistence;

import org.jspecify.annotations.NullMarked;
