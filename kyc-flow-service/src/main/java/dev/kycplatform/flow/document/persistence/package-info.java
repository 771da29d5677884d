/** Documents at rest, sealed. Nothing is decided here. */
@NullMarked
package dev.kycplatform.flow.document.persistence;

import org.jspecify.annotations.NullMarked;
