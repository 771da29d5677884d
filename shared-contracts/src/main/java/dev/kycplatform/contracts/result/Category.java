package dev.kycplatform.contracts.result;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether the person passed; an error is neither. */
public enum Category {
    @JsonProperty("approved")
    APPROVED,
    @JsonProperty("rejected")
    REJECTED,
    @JsonProperty("none")
    NONE
}
