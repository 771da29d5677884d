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
 * (none) ── add ──▶ waiting ── claim ──▶ leased ── remove ──▶ (none)
 *                      ▲                    │
 *                      ├──── putBack ───────┤
 *                      └── lease expired ───┘
 * </pre>
 */
public interface ParkedJobs {
    /** A job that is parked already is left as it is. */
    void add(NewlyParked parked);

    /**
     * Leases what is due, longest due first. Any number of instances may claim at once; no job is given
     * to two.
     */
    List<ParkedJob> claim(int most, Duration lease);

    /** Ends the lease; does nothing if it has passed on. */
    void putBack(ParkedJob job, Outcome.Postponed postponed, Duration delay);

    /** Ends the lease as if the job had not been claimed; does nothing if it has passed on. */
    void release(ParkedJob job);

    /** Only once the job's end is announced. Does nothing if the lease has passed on. */
    void remove(ParkedJob job);

    long count();
}
