package dev.kycplatform.contracts.flow;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Purpose;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An app as it now is. On {@code kyc.apps}, keyed by app; a lower version is ignored.
 *
 * @param webhookSecrets live signing secrets ({@code whsec_…}), newest first; each sealed under {@link
 *     #secretBinding}. They sign for every endpoint that has none of its own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppChanged(
        @JsonProperty("schema_version") int schemaVersion,
        @JsonProperty("app_handle") String appHandle,
        @JsonProperty("version") long version,
        @JsonProperty("name") String name,
        @JsonProperty("enabled") boolean enabled,
        @JsonProperty("webhook_secrets") List<SealedSecret> webhookSecrets,
        @JsonProperty("webhook_endpoints") List<WebhookEndpoint> webhookEndpoints,
        @JsonProperty("changed_at") Instant changedAt) {

    public static final int SCHEMA_VERSION = 1;

    /**
     * A secret nobody can read without the app keyset.
     *
     * @param id names the secret in events and logs; not secret
     * @param notAfter when it stops being used; null: never
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SealedSecret(
            @JsonProperty("id") String id,
            @JsonProperty("sealed") byte[] sealed,
            @JsonProperty("not_after") @Nullable Instant notAfter) {}

    /**
     * Where webhooks go.
     *
     * @param url sealed under {@link #endpointBinding}
     * @param eventTypes of {@code kyc}, {@code kyc_status} and {@code kyc_action}
     */
    public record WebhookEndpoint(
            @JsonProperty("endpoint_id") String endpointId,
            @JsonProperty("name") String name,
            @JsonProperty("url") byte[] url,
            @JsonProperty("event_types") List<String> eventTypes,
            @JsonProperty("enabled") boolean enabled) {}

    @JsonIgnore
    public EventId eventId() {
        return EventId.of("app-changed", appHandle, Long.toString(version));
    }

    /** What an app's secret is bound to: this app and this id. */
    public static Binding secretBinding(String appHandle, String secretId) {
        return Binding.of(Purpose.APP, appHandle, "secret", secretId);
    }

    /** What an endpoint's address is bound to. */
    public static Binding endpointBinding(String appHandle, String endpointId) {
        return Binding.of(Purpose.APP, appHandle, "endpoint", endpointId);
    }
}
