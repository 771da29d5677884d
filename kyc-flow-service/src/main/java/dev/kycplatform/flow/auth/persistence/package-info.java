/** Access tokens at rest. Nothing is decided here. */
@NullMarked
package dev.kycplatform.flow.auth.persistence;

import org.jspecify.annotations.NullMarked;
