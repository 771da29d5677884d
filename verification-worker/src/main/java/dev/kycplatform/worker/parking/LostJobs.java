package dev.kycplatform.worker.parking;

import dev.kycplatform.contracts.error.KycException;

/** Where parked jobs go that nobody can handle. */
public interface LostJobs {
    /**
     * Returns when the job is safe there.
     *
     * @throws KycException with EVENT_LOG_UNAVAILABLE: the job is still the caller's
     */
    void bury(ParkedJob job, KycException cause);
}
