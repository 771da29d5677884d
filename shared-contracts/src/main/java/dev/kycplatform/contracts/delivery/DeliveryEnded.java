package dev.kycplatform.contracts.delivery;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.event.EventId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Nothing more will be sent by itself. On {@code kyc.deliveries}, keyed partner/job, after the attempt that
 * ended it.
 *
 * @param endpoint the origin of the address: never its path or query
 * @param state delivered, exhausted or gone
 * @param attempts made in all
 * @param failure why the last one was not received; null if it was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryEnded(
        @JsonProperty("schema_version") int schemaVersion,
        @JsonProperty("partner_id") String partnerId,
        @JsonProperty("job_id") String jobId,
        @JsonProperty("accepted_at") Instant acceptedAt,
        @JsonProperty("webhook_id") String webhookId,
        @JsonProperty("endpoint") String endpoint,
        @JsonProperty("state") String state,
        @JsonProperty("attempts") int attempts,
        @JsonProperty("failure") @Nullable String failure,
        @JsonProperty("ended_at") Instant endedAt) {

    public static final int SCHEMA_VERSION = 1;

    @JsonIgnore
    public EventId eventId() {
        return EventId.of("delivery-ended", webhookId, endpoint, Integer.toString(attempts));
    }
}
