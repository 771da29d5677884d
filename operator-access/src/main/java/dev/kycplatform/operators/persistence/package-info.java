/** The audit at rest, in each service's own schema. */
@NullMarked
package dev.kycplatform.operators.persistence;

import org.jspecify.annotations.NullMarked;
