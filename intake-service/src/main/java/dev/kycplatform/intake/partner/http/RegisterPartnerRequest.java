package dev.kycplatform.intake.partner.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** @param partnerId digits; null: the next free one */
public record RegisterPartnerRequest(
        @JsonProperty("partner_id") @Nullable String partnerId,
        @JsonProperty("name") @Nullable String name) {}
