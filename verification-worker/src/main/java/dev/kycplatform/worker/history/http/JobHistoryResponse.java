package dev.kycplatform.worker.history.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.eventlog.RecordPlace;
import dev.kycplatform.worker.history.JobHistory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a job here. Times are RFC 3339.
 *
 * @param records missing if the topics cannot be read now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobHistoryResponse(
        @JsonProperty("records") @Nullable List<Place> records,
        @JsonProperty("parked") @Nullable Parked parked,
        @JsonProperty("attempts") List<Attempt> attempts,
        @JsonProperty("result") @Nullable Result result) {

    /** Where a record stands. */
    record Place(
            @JsonProperty("topic") String topic,
            @JsonProperty("partition") int partition,
            @JsonProperty("offset") long offset,
            @JsonProperty("ce_id") String id,
            @JsonProperty("at") String at) {
        static Place from(RecordPlace place) {
            return new Place(
                    place.topic(),
                    place.partition(),
                    place.offset(),
                    place.id(),
                    place.at().toString());
        }
    }

    /** A job that waits for its next attempt. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Parked(
            @JsonProperty("authority") String authority,
            @JsonProperty("cause") String cause,
            @JsonProperty("attempts") int attempts,
            @JsonProperty("parked_at") String parkedAt,
            @JsonProperty("next_attempt_at") String dueAt,
            @JsonProperty("deadline_at") String deadlineAt,
            @JsonProperty("leased_until") @Nullable String leasedUntil) {
        static Parked from(JobHistory.Parked parked) {
            return new Parked(
                    parked.authority(),
                    parked.cause(),
                    parked.attempts(),
                    parked.parkedAt().toString(),
                    parked.dueAt().toString(),
                    parked.deadlineAt().toString(),
                    text(parked.leasedUntil()));
        }
    }

    /** One time an authority was asked. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attempt(
            @JsonProperty("attempt") int number,
            @JsonProperty("at") String at,
            @JsonProperty("authority") String authority,
            @JsonProperty("outcome") String outcome,
            @JsonProperty("cause") @Nullable String cause,
            @JsonProperty("took_ms") long tookMs,
            @JsonProperty("next_attempt_at") @Nullable String nextAt) {
        static Attempt from(JobHistory.Attempt attempt) {
            return new Attempt(
                    attempt.number(),
                    attempt.at().toString(),
                    attempt.authority(),
                    attempt.outcome(),
                    attempt.cause(),
                    attempt.took().toMillis(),
                    text(attempt.nextAt()));
        }
    }

    /** How it ended. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            @JsonProperty("code") String code,
            @JsonProperty("authority") String authority,
            @JsonProperty("attempts") int attempts,
            @JsonProperty("answered_at") String answeredAt,
            @JsonProperty("recorded_at") String recordedAt,
            @JsonProperty("callback_owed") boolean isCallbackOwed,
            @JsonProperty("parked_at") @Nullable String parkedAt,
            @JsonProperty("parked_cause") @Nullable String parkedCause,
            @JsonProperty("ce_id") String id) {
        static Result from(JobHistory.Result result) {
            return new Result(
                    result.code().wire(),
                    result.authority(),
                    result.attempts(),
                    result.answeredAt().toString(),
                    result.recordedAt().toString(),
                    result.isCallbackOwed(),
                    text(result.parkedAt()),
                    result.parkedCause(),
                    result.id().value());
        }
    }

    static JobHistoryResponse from(JobHistory history) {
        var records = history.records();
        return new JobHistoryResponse(
                records == null ? null : records.stream().map(Place::from).toList(),
                history.parked().map(Parked::from).orElse(null),
                history.attempts().stream().map(Attempt::from).toList(),
                history.result().map(Result::from).orElse(null));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
