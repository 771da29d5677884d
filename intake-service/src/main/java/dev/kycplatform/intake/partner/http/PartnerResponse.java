package dev.kycplatform.intake.partner.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.intake.partner.RegisteredPartner;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A partner as its operators see it: no secrets. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartnerResponse(
        @JsonProperty("partner_id") String partnerId,
        @JsonProperty("name") String name,
        @JsonProperty("enabled") boolean isEnabled,
        @JsonProperty("production_enabled") boolean isProductionEnabled,
        @JsonProperty("id_types") @Nullable List<String> idTypes,
        @JsonProperty("version") long version,
        @JsonProperty("changed_at") Instant changedAt) {

    static PartnerResponse from(RegisteredPartner partner) {
        return new PartnerResponse(
                partner.id().value(),
                partner.name(),
                partner.isEnabled(),
                partner.isProductionEnabled(),
                partner.idTypes().orElse(null),
                partner.version(),
                partner.changedAt());
    }
}
