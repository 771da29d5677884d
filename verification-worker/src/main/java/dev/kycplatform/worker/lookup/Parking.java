package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.error.KycException;

/** Where a job waits for its next attempt. */
public interface Parking {
    /**
     * Returns when the job is safe there; a job that waits there already is left as it is.
     *
     * @throws KycException with DATABASE_UNAVAILABLE or OVERLOADED (it may have happened)
     */
    void park(ReceivedJob job, Outcome.Postponed postponed);
}
