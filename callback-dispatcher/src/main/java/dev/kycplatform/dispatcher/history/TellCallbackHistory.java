package dev.kycplatform.dispatcher.history;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.eventlog.RecordPlace;
import dev.kycplatform.eventlog.RecordSearch;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what happened to a job's callbacks, and where its end was announced. */
@Singleton
public class TellCallbackHistory {
    private final CallbackHistories histories;
    private final RecordSearch search;

    TellCallbackHistory(CallbackHistories histories, RecordSearch search) {
        this.histories = histories;
        this.search = search;
    }

    /** @throws KycException with DATABASE_UNAVAILABLE */
    public CallbackHistory tell(JobKey key, Instant acceptedAt) {
        var history = histories.of(key, acceptedAt);
        return history.withRecords(records(key, history.resultRecordedAt()));
    }

    private @Nullable List<RecordPlace> records(JobKey key, Optional<Instant> recordedAt) {
        try {
            return recordedAt
                    .map(at -> search.find(Topics.RESULTS, key.toString(), at))
                    .orElseGet(List::of);
        } catch (KycException e) {
            if (e.isWorthRepeating()) {
                // The rest is worth telling while Kafka is away.
                return null;
            }
            throw e;
        }
    }
}
