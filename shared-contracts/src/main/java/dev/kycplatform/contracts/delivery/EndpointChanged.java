package dev.kycplatform.contracts.delivery;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.event.EventId;
import java.time.Instant;

/**
 * An endpoint is handled otherwise from now on. On {@code kyc.deliveries}, keyed by partner; for operators.
 *
 * @param endpoint the origin of its addresses: never a path or query
 * @param change cut_off: it is down, and only probed; restored: everything flows again; disabled: it has only
 *     failed for days, or an operator says so, and what it is owed is held; enabled: an operator says so
 */
public record EndpointChanged(
        @JsonProperty("schema_version") int schemaVersion,
        @JsonProperty("partner_id") String partnerId,
        @JsonProperty("endpoint") String endpoint,
        @JsonProperty("change") String change,
        @JsonProperty("changed_at") Instant changedAt) {

    public static final int SCHEMA_VERSION = 1;

    @JsonIgnore
    public EventId eventId() {
        return EventId.of("endpoint-changed", partnerId, endpoint, change, changedAt.toString());
    }
}
