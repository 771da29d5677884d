package dev.kycplatform.worker.parking;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.worker.lookup.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * Parked jobs at rest. Due times and leases compare with the database's clock. For virtual threads: every
 * method waits for the database and throws {@link KycException} with DATABASE_UNAVAILABLE or OVERLOADED (it
 * may have happened).
 *
 * <pre>
 * (none) ── add ──▶ waiting ── wake ──▶ ready ── claim ──▶ leased ── remove ──▶ (none)
 *    │                 ▲                ▲  ▲                 │
 *    │                 └── putBack with a delay ─────────────┤
 *    └─ add without a delay ────────────┘  └── putBack, release, lease expired
 * </pre>
 */
public interface ParkedJobs {
    /** A job that is parked already is left as it is. */
    void add(NewlyParked parked);

    /**
     * Makes ready what has waited for its time, and what an instance claimed that died.
     *
     * @return whether there may be more than was done at once
     */
    boolean wake();

    /** The queues that have something ready, so many at most; it costs as much as there are. */
    List<Queue> queues(int most);

    /**
     * Leases what is ready, oldest deadline first. Any number of instances may claim at once; no job is given
     * to two. Costs what it claims, however much is parked.
     */
    List<ParkedJob> claim(List<Claim> claims, Duration lease);

    /**
     * Ends the lease; does nothing if it has passed on.
     *
     * @param delay until it is ready; it is at once if there is none
     */
    void putBack(ParkedJob job, Outcome.Postponed postponed, Duration delay);

    /** Ends the lease as if the job had not been claimed; does nothing if it has passed on. */
    void release(ParkedJob job);

    /** Only once the job's end is announced. Does nothing if the lease has passed on. */
    void remove(ParkedJob job);

    /** Exact up to some thousands; beyond, as many as the database thinks there are. */
    long count();
}
