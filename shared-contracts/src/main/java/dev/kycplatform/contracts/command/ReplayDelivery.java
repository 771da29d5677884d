package dev.kycplatform.contracts.command;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Purpose;
import java.time.Instant;
import java.util.List;

/**
 * A partner or an app asks for deliveries of its own to be sent again. On {@code kyc.commands}, keyed by the
 * requester; the dispatcher carries it out once. What it asks for is sealed and bound to who asked, so that
 * nobody who can write to the topic can ask in another's name.
 *
 * @param requester a partner's id, or {@code app:<handle>}: whose deliveries alone it touches
 * @param commandId unique per requester, at most 256 bytes
 * @param sealedDeliveries {@link Deliveries}, sealed under {@link #binding}
 */
public record ReplayDelivery(
        @JsonProperty("schema_version") int schemaVersion,
        @JsonProperty("requester") String requester,
        @JsonProperty("command_id") String commandId,
        @JsonProperty("requested_at") Instant requestedAt,
        @JsonProperty("deliveries") byte[] sealedDeliveries) {

    public static final int SCHEMA_VERSION = 1;

    /** A command names no more, so that its record stays small. */
    public static final int MOST_DELIVERIES = 100;

    /** What is to be sent again: 1 to {@link #MOST_DELIVERIES}. */
    public record Deliveries(@JsonProperty("deliveries") List<Wanted> deliveries) {}

    /** One delivery, as {@code dispatcher.delivery_v1} shows it. */
    public record Wanted(
            @JsonProperty("accepted_at") Instant acceptedAt,
            @JsonProperty("webhook_id") String webhookId,
            @JsonProperty("endpoint") String endpoint) {}

    @JsonIgnore
    public EventId eventId() {
        return EventId.of("replay-delivery", requester, commandId);
    }

    /** What the deliveries are bound to: who asked, and this command. */
    @JsonIgnore
    public Binding binding() {
        return binding(requester, commandId);
    }

    /** {@link #binding()} of a command that is being made. */
    public static Binding binding(String requester, String commandId) {
        return Binding.of(Purpose.COMMAND, requester, commandId);
    }
}
