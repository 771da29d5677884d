package dev.kycplatform.intake.partner.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.intake.partner.LiveSecrets;
import dev.kycplatform.intake.partner.PartnerSecretKind;
import dev.kycplatform.intake.partner.RegisteredPartner;
import dev.kycplatform.partners.Partner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A partner as its operators see it: its secrets by name only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartnerResponse(
        @JsonProperty("partner_id") String partnerId,
        @JsonProperty("name") String name,
        @JsonProperty("enabled") boolean isEnabled,
        @JsonProperty("production_enabled") boolean isProductionEnabled,
        @JsonProperty("id_types") @Nullable List<String> idTypes,
        @JsonProperty("default_callback") @Nullable String defaultCallback,
        @JsonProperty("rate") @Nullable RateResponse rate,
        @JsonProperty("give_up_after") @Nullable String giveUpAfter,
        @JsonProperty("api_keys") List<SecretResponse> apiKeys,
        @JsonProperty("webhook_secrets") List<SecretResponse> webhookSecrets,
        @JsonProperty("version") long version,
        @JsonProperty("changed_at") Instant changedAt) {

    /** What a partner may send. */
    record RateResponse(
            @JsonProperty("per_second") int perSecond, @JsonProperty("burst") int burst) {
        static RateResponse from(Partner.Rate rate) {
            return new RateResponse(rate.perSecond(), rate.burst());
        }
    }

    /** A live secret's name and times. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SecretResponse(
            @JsonProperty("secret_id") String secretId,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("not_after") @Nullable Instant notAfter) {
        static List<SecretResponse> from(LiveSecrets live) {
            return live.newestFirst().stream()
                    .map(
                            secret ->
                                    new SecretResponse(
                                            secret.id(), secret.createdAt(), secret.notAfter()))
                    .toList();
        }
    }

    /** @param defaultCallback in the clear */
    static PartnerResponse from(
            RegisteredPartner partner, @Nullable String defaultCallback, Instant now) {
        return new PartnerResponse(
                partner.id().value(),
                partner.name(),
                partner.isEnabled(),
                partner.isProductionEnabled(),
                partner.idTypes().orElse(null),
                defaultCallback,
                partner.rate().map(RateResponse::from).orElse(null),
                partner.giveUpAfter().map(Duration::toString).orElse(null),
                SecretResponse.from(partner.live(PartnerSecretKind.API_KEY, now)),
                SecretResponse.from(partner.live(PartnerSecretKind.WEBHOOK_SECRET, now)),
                partner.version(),
                partner.changedAt());
    }
}
