package dev.kycplatform.worker.history;

import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.eventlog.RecordPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a job here.
 *
 * @param parked present while it waits for its next attempt
 * @param attempts first one first
 * @param records where its requests stand in the topics; null if the topics cannot be read now
 */
public record JobHistory(
        Optional<Parked> parked,
        List<Attempt> attempts,
        Optional<Result> result,
        @Nullable List<RecordPlace> records) {

    /**
     * A job that waits.
     *
     * @param cause of its waiting, in one word or two
     * @param leasedUntil while an attempt is under way; null: none is
     */
    public record Parked(
            String authority,
            String cause,
            int attempts,
            Instant parkedAt,
            Instant dueAt,
            Instant deadlineAt,
            @Nullable Instant leasedUntil) {}

    /**
     * One time an authority was asked.
     *
     * @param number from 1
     * @param outcome found, not_found, refused or unavailable
     * @param cause of being unavailable; null otherwise
     * @param nextAt when the next one was due; null after the last
     */
    public record Attempt(
            int number,
            Instant at,
            String authority,
            String outcome,
            @Nullable String cause,
            Duration took,
            @Nullable Instant nextAt) {}

    /**
     * How it ended.
     *
     * @param parkedAt since when it had been parked; null if it was answered at once
     * @param parkedCause why at first; null if it was answered at once
     */
    public record Result(
            ResultCode code,
            String authority,
            int attempts,
            Instant answeredAt,
            Instant recordedAt,
            boolean isCallbackOwed,
            @Nullable Instant parkedAt,
            @Nullable String parkedCause,
            EventId id) {}

    JobHistory withRecords(@Nullable List<RecordPlace> found) {
        return new JobHistory(parked, attempts, result, found);
    }
}
