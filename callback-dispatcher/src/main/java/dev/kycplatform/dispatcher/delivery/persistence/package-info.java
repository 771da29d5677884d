/** Deliveries, attempts and stored results in PostgreSQL. No decision may live here. */
@NullMarked
package dev.kycplatform.dispatcher.delivery.persistence;

import org.jspecify.annotations.NullMarked;
