package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.error.KycException;

/**
 * Results at rest, one per job. Jobs that somebody waits for do not stand in line with others. For virtual
 * threads: every method waits for the database.
 */
public interface Results {
    /** @throws KycException with DATABASE_UNAVAILABLE or OVERLOADED */
    Standing standing(ReceivedJob job);

    /**
     * Stores a result unless the job has one; the first writer wins.
     *
     * @throws KycException with DATABASE_UNAVAILABLE or OVERLOADED (it may have happened), NOT_STORABLE
     */
    Recorded store(JobResult result);

    /**
     * @param result the one that is stored
     * @param isNew false if another one was faster
     */
    record Recorded(StoredResult result, boolean isNew) {}
}
