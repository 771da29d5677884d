/** Entities at rest, sealed. Nothing is decided here. */
@NullMarked
package dev.kycplatform.flow.entity.persistence;

import org.jspecify.annotations.NullMarked;
