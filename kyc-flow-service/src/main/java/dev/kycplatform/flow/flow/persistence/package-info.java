/** Flows in PostgreSQL. No decision may live here. */
@NullMarked
package dev.kycplatform.flow.flow.persistence;

import org.jspecify.annotations.NullMarked;
