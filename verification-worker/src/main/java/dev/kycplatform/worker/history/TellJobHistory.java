package dev.kycplatform.worker.history;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.eventlog.RecordPlace;
import dev.kycplatform.eventlog.RecordSearch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happened to a job here. Where its record stands is looked up when somebody asks: keeping it would cost
 * every job a write.
 */
@ApplicationScoped
public class TellJobHistory {
    private final JobHistories histories;
    private final RecordSearch search;

    TellJobHistory(JobHistories histories, RecordSearch search) {
        this.histories = histories;
        this.search = search;
    }

    /** @throws KycException with DATABASE_UNAVAILABLE */
    public JobHistory tell(JobKey key, Instant acceptedAt) {
        return histories.of(key, acceptedAt).withRecords(records(key, acceptedAt));
    }

    private @Nullable List<RecordPlace> records(JobKey key, Instant acceptedAt) {
        try {
            return Stream.of(Topics.JOBS, Topics.JOBS_SYNC)
                    .flatMap(topic -> search.find(topic, key.toString(), acceptedAt).stream())
                    .toList();
        } catch (KycException e) {
            if (e.isWorthRepeating()) {
                // The rest is worth telling while Kafka is away.
                return null;
            }
            throw e;
        }
    }
}
