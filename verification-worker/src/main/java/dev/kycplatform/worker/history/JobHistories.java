package dev.kycplatform.worker.history;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import java.time.Instant;

/** Histories as far as the tables know them. */
public interface JobHistories {
    /** @throws KycException with DATABASE_UNAVAILABLE */
    JobHistory of(JobKey key, Instant acceptedAt);
}
