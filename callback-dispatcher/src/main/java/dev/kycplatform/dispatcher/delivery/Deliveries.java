package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.dispatcher.endpoint.Endpoint;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Deliveries at rest. Every method is one transaction of its own; due times and leases are the database's. */
public interface Deliveries {
    /**
     * Stores it, unless it is there already; a lease in it begins now.
     *
     * @return false if it was there: whoever stored it looks after it
     * @throws dev.kycplatform.contracts.error.KycException DATABASE_UNAVAILABLE (it may have happened),
     *     OVERLOADED or NOT_STORABLE
     */
    boolean add(NewDelivery delivery);

    /**
     * Takes what is due, longest due first, and deliveries whose lease has ended; leases each to the
     * caller.
     *
     * @param room is kept to, but for the first delivery's size
     * @param except endpoints to pass over
     */
    List<Delivery> claimDue(Room room, Set<Endpoint> except);

    /**
     * Records the attempt and what becomes of the delivery, together.
     *
     * @return false if the lease has passed on, and nothing was recorded
     */
    boolean record(EndedAttempt attempt);

    /** Gives back what was not attempted; does nothing where the lease has passed on. */
    void postpone(Collection<Delivery> deliveries, Duration wait);
}
