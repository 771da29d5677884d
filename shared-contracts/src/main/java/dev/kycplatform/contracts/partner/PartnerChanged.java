package dev.kycplatform.contracts.partner;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partner as it now is. On {@code kyc.partners}, keyed by partner; a lower version is ignored.
 *
 * @param idTypes what the partner may look up, as {@code NG/BVN}; null: everything
 * @param apiKeys live keys, newest first; each sealed under {@link #secretBinding}
 * @param webhookSecrets live signing secrets ({@code whsec_…}), newest first; sealed likewise
 * @param defaultCallback where results go when a request names no address; sealed likewise
 * @param ratePerSecond requests it may send each second, at least 1; null: what the deployment allows
 * @param burst requests it may send at once, at least 1; null exactly when the rate is
 * @param giveUpAfter how long after it was accepted a job is asked for the last time; null: what the deployment says
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartnerChanged(
        @JsonProperty("schema_version") int schemaVersion,
        @JsonProperty("partner_id") String partnerId,
        @JsonProperty("version") long version,
        @JsonProperty("name") String name,
        @JsonProperty("enabled") boolean enabled,
        @JsonProperty("production_enabled") boolean productionEnabled,
        @JsonProperty("id_types") @Nullable List<String> idTypes,
        @JsonProperty("api_keys") List<SealedSecret> apiKeys,
        @JsonProperty("webhook_secrets") List<SealedSecret> webhookSecrets,
        @JsonProperty("default_callback") byte @Nullable [] defaultCallback,
        @JsonProperty("rate_per_second") @Nullable Integer ratePerSecond,
        @JsonProperty("burst") @Nullable Integer burst,
        @JsonProperty("give_up_after") @Nullable Duration giveUpAfter,
        @JsonProperty("changed_at") Instant changedAt) {

    public static final int SCHEMA_VERSION = 1;

    /**
     * A secret nobody can read without the partner keyset.
     *
     * @param id names the secret in events and logs; not secret
     * @param notAfter when it stops being accepted; null: never
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SealedSecret(
            @JsonProperty("id") String id,
            @JsonProperty("sealed") byte[] sealed,
            @JsonProperty("not_after") @Nullable Instant notAfter) {}

    @JsonIgnore
    public EventId eventId() {
        return EventId.of("partner-changed", partnerId, Long.toString(version));
    }

    /** What a partner's secret is bound to: this partner and this id. */
    public static Binding secretBinding(String partnerId, String secretId) {
        return Binding.of(Purpose.PARTNER, partnerId, secretId);
    }

    /** What a partner's default callback address is bound to. */
    public static Binding defaultCallbackBinding(String partnerId) {
        return Binding.of(Purpose.PARTNER, partnerId, "default-callback");
    }
}
