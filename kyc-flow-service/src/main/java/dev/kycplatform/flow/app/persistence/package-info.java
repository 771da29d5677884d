/** Apps in PostgreSQL. No decision may live here. */
@NullMarked
package dev.kycplatform.flow.app.persistence;

import org.jspecify.annotations.NullMarked;
