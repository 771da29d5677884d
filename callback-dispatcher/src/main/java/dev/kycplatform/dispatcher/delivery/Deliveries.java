package dev.kycplatform.dispatcher.delivery;

import java.util.List;
import java.util.function.Predicate;

/** Deliveries at rest. Every method is one transaction of its own; due times and leases are the database's. */
public interface Deliveries {
    /**
     * Stores it, unless it is there already; a lease in it begins now.
     *
     * @throws dev.kycplatform.contracts.error.KycException DATABASE_UNAVAILABLE (it may have happened),
     *     OVERLOADED or NOT_STORABLE
     */
    Addition add(NewDelivery delivery);

    /**
     * Takes up what is due, and deliveries whose lease has ended: lane by lane, the lane first that was
     * looked at longest ago. Costs the same however much is due.
     *
     * @param taker is offered candidates in {@link FairOrder}; what it takes is leased to the caller. It may
     *     be asked in vain: after a failure nothing is leased
     */
    List<Delivery> claimDue(Room room, Predicate<Candidate> taker);

    /** Records the attempt, what becomes of the delivery and what it says of the lane, together. */
    Recorded record(EndedAttempt attempt);
}
