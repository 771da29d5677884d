package dev.kycplatform.contracts.delivery;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.event.EventId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A callback was sent, or should have been. On {@code kyc.deliveries}, keyed partner/job. Says where only as
 * far as it is not personal.
 *
 * @param webhookId the same at every attempt
 * @param endpoint the origin of the address: never its path or query
 * @param attempt from 1
 * @param outcome delivered, deferred or gone
 * @param httpStatus null if there was no answer
 * @param failure why it was not received, in the dispatcher's words; null if it was
 * @param tookMillis from connecting to the end of the answer
 * @param state of the delivery after this attempt: pending, delivered, exhausted or gone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryAttempted(
        @JsonProperty("schema_version") int schemaVersion,
        @JsonProperty("partner_id") String partnerId,
        @JsonProperty("job_id") String jobId,
        @JsonProperty("accepted_at") Instant acceptedAt,
        @JsonProperty("webhook_id") String webhookId,
        @JsonProperty("endpoint") String endpoint,
        @JsonProperty("attempt") int attempt,
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("took_ms") long tookMillis,
        @JsonProperty("outcome") String outcome,
        @JsonProperty("http_status") @Nullable Integer httpStatus,
        @JsonProperty("failure") @Nullable String failure,
        @JsonProperty("state") String state) {

    public static final int SCHEMA_VERSION = 1;

    @JsonIgnore
    public EventId eventId() {
        return EventId.of("delivery-attempted", webhookId, endpoint, Integer.toString(attempt));
    }
}
