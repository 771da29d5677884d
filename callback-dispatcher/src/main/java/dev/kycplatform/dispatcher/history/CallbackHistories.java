package dev.kycplatform.dispatcher.history;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import java.time.Instant;

/** Histories as far as the tables know them. */
public interface CallbackHistories {
    /** @throws KycException with DATABASE_UNAVAILABLE */
    CallbackHistory of(JobKey key, Instant acceptedAt);
}
