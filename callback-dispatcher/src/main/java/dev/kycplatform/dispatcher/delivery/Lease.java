package dev.kycplatform.dispatcher.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * The right to attempt one delivery. Nothing is recorded under a lease that has passed on.
 *
 * @param startBy by our own clock, the last moment at which an attempt still fits into the lease; whose
 *     lease it is decides the database
 */
public record Lease(UUID token, Instant startBy) {
    public boolean isTooLate(Instant now) {
        return now.isAfter(startBy);
    }
}
