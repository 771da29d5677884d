package dev.kycplatform.dispatcher.history.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.dispatcher.history.CallbackHistory;
import dev.kycplatform.eventlog.RecordPlace;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a job's callbacks. Times are RFC 3339.
 *
 * @param records missing if the topic cannot be read now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallbackHistoryResponse(
        @JsonProperty("records") @Nullable List<Place> records,
        @JsonProperty("deliveries") List<Delivery> deliveries) {

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

    /** A callback's way to one endpoint, of which only the origin is shown. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delivery(
            @JsonProperty("webhook_id") String webhookId,
            @JsonProperty("endpoint") String endpoint,
            @JsonProperty("state") String state,
            @JsonProperty("created_at") String createdAt,
            @JsonProperty("due_at") @Nullable String dueAt,
            @JsonProperty("ended_at") @Nullable String endedAt,
            @JsonProperty("attempts") List<Attempt> attempts) {
        static Delivery from(CallbackHistory.Delivery delivery) {
            return new Delivery(
                    delivery.webhookId(),
                    delivery.endpoint(),
                    delivery.state(),
                    delivery.createdAt().toString(),
                    text(delivery.dueAt()),
                    text(delivery.endedAt()),
                    delivery.attempts().stream().map(Attempt::from).toList());
        }
    }

    /** One POST. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attempt(
            @JsonProperty("attempt") int number,
            @JsonProperty("at") String at,
            @JsonProperty("took_ms") long tookMs,
            @JsonProperty("outcome") String outcome,
            @JsonProperty("status") @Nullable Integer status,
            @JsonProperty("failure") @Nullable String failure) {
        static Attempt from(CallbackHistory.Attempt attempt) {
            return new Attempt(
                    attempt.number(),
                    attempt.at().toString(),
                    attempt.took().toMillis(),
                    attempt.outcome(),
                    attempt.status(),
                    attempt.failure());
        }
    }

    static CallbackHistoryResponse from(CallbackHistory history) {
        var records = history.records();
        return new CallbackHistoryResponse(
                records == null ? null : records.stream().map(Place::from).toList(),
                history.deliveries().stream().map(Delivery::from).toList());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
