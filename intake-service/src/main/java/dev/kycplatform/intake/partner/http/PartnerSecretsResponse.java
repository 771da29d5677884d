package dev.kycplatform.intake.partner.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.intake.partner.RegisterPartner;

/** A partner's secrets, shown this once. */
public record PartnerSecretsResponse(
        @JsonProperty("partner_id") String partnerId,
        @JsonProperty("api_key") String apiKey,
        @JsonProperty("webhook_secret") String webhookSecret) {

    static PartnerSecretsResponse from(RegisterPartner.Registered registered) {
        return new PartnerSecretsResponse(
                registered.partner().id().value(),
                registered.apiKey().value(),
                registered.webhookSecret().value());
    }
}
