/** Verifications, their lookups and history in PostgreSQL; what is personal in them is sealed. No decision may live here. */
@NullMarked
package dev.kycplatform.flow.verification.persistence;

import org.jspecify.annotations.NullMarked;
