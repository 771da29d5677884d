package dev.kycplatform.dispatcher.history;

import dev.kycplatform.eventlog.RecordPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a job's callbacks.
 *
 * @param resultRecordedAt when the worker stored the job's result; empty while it has none
 * @param records where the result's announcement stands; null if the topic cannot be read now
 */
public record CallbackHistory(
        Optional<Instant> resultRecordedAt,
        List<Delivery> deliveries,
        @Nullable List<RecordPlace> records) {

    /**
     * A callback's way to one endpoint.
     *
     * @param endpoint an origin: path and query are personal
     * @param state as in the table
     * @param dueAt when the next attempt is due; null: none is
     */
    public record Delivery(
            String webhookId,
            String endpoint,
            String state,
            Instant createdAt,
            @Nullable Instant dueAt,
            @Nullable Instant endedAt,
            List<Attempt> attempts) {}

    /**
     * One POST.
     *
     * @param number from 1
     * @param outcome delivered, deferred or gone
     * @param status the endpoint's; null if it did not answer
     * @param failure of what kind; null if it answered
     */
    public record Attempt(
            int number,
            Instant at,
            Duration took,
            String outcome,
            @Nullable Integer status,
            @Nullable String failure) {}

    CallbackHistory withRecords(@Nullable List<RecordPlace> found) {
        return new CallbackHistory(resultRecordedAt, deliveries, found);
    }
}
