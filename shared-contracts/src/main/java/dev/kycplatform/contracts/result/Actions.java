package dev.kycplatform.contracts.result;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The two questions of an Enhanced KYC job and their answers, in the vendor's words. */
public record Actions(
        @JsonProperty("Verify_ID_Number") String verifyIdNumber,
        @JsonProperty("Return_Personal_Info") String returnPersonalInfo) {}
