package dev.kycplatform.contracts.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a partner asked, complete. Travels and rests sealed only.
 *
 * @param partnerParams the partner's JSON object exactly as it came, byte for byte, to be echoed
 * @param inputs further inputs about the person, by wire name (first_name, dob, …); no empty values
 * @param consentInformation the partner's JSON exactly as it came, if there was any
 * @param callbackUrl where the result is owed; null on the sync lane
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobRequest(
        @JsonProperty("user_id") String userId,
        @JsonProperty("country") String country,
        @JsonProperty("id_type") String idType,
        @JsonProperty("id_number") String idNumber,
        @JsonProperty("inputs") Map<String, String> inputs,
        @JsonProperty("partner_params") String partnerParams,
        @JsonProperty("consent_information") @Nullable String consentInformation,
        @JsonProperty("callback_url") @Nullable String callbackUrl) {
    /** The same, but for what is echoed. */
    public JobRequest withPartnerParams(String others) {
        return new JobRequest(
                userId, country, idType, idNumber, inputs, others, consentInformation, callbackUrl);
    }

    /** Never prints the person. */
    @Override
    public String toString() {
        return "JobRequest[" + country + "/" + idType + "]";
    }
}
