package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.error.KycException;
import java.time.Instant;
import java.util.Optional;

/** All deliveries that are still to be made, by all instances together. */
public interface DeliveryBacklog {
    /**
     * Counts them, which reads them all, but gives up after a while.
     *
     * @throws KycException with DATABASE_UNAVAILABLE, also when there are too many to be counted in time
     */
    Waiting count();

    /**
     * Deliveries that are due, now or later.
     *
     * @param oldestAcceptedAt when the first of their jobs was accepted
     */
    record Waiting(long deliveries, Optional<Instant> oldestAcceptedAt) {}
}
