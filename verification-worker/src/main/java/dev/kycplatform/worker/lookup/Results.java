package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultReference;

/** Results at rest, one per job. For virtual threads: every method waits for the database. */
public interface Results {
    /** @throws KycException with DATABASE_UNAVAILABLE or OVERLOADED */
    Standing standing(ResultReference reference);

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
