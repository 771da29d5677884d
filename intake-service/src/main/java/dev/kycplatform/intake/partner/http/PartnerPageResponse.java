package dev.kycplatform.intake.partner.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.intake.partner.ListPartners;
import dev.kycplatform.intake.partner.RegisteredPartner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some partners, with what tells one from the other.
 *
 * @param nextAfter what to ask for {@code after}; null: there is no more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartnerPageResponse(
        @JsonProperty("partners") List<Line> partners,
        @JsonProperty("next_after") @Nullable String nextAfter) {

    /** One partner of a list. */
    record Line(
            @JsonProperty("partner_id") String partnerId,
            @JsonProperty("name") String name,
            @JsonProperty("enabled") boolean isEnabled,
            @JsonProperty("production_enabled") boolean isProductionEnabled,
            @JsonProperty("version") long version) {
        static Line from(RegisteredPartner partner) {
            return new Line(
                    partner.id().value(),
                    partner.name(),
                    partner.isEnabled(),
                    partner.isProductionEnabled(),
                    partner.version());
        }
    }

    static PartnerPageResponse from(ListPartners.Page page) {
        return new PartnerPageResponse(
                page.partners().stream().map(Line::from).toList(),
                page.next().map(PartnerId::value).orElse(null));
    }
}
