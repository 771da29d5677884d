package dev.kycplatform.intake.partner.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.intake.partner.PartnerSecretKind;
import dev.kycplatform.intake.partner.RotateSecret;
import dev.kycplatform.intake.partner.http.PartnerResponse.SecretResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new secret, shown this once: one of {@code api_key} and {@code webhook_secret}.
 *
 * @param live the new one and the former, with its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RotatedSecretResponse(
        @JsonProperty("partner_id") String partnerId,
        @JsonProperty("secret_id") String secretId,
        @JsonProperty("api_key") @Nullable String apiKey,
        @JsonProperty("webhook_secret") @Nullable String webhookSecret,
        @JsonProperty("live") List<SecretResponse> live) {

    static RotatedSecretResponse from(RotateSecret.Rotated rotated, Instant now) {
        var fresh = rotated.fresh();
        var kind = fresh.secret().kind();
        return new RotatedSecretResponse(
                rotated.partner().id().value(),
                fresh.secret().id(),
                kind == PartnerSecretKind.API_KEY ? fresh.value() : null,
                kind == PartnerSecretKind.WEBHOOK_SECRET ? fresh.value() : null,
                SecretResponse.from(rotated.partner().live(kind, now)));
    }
}
