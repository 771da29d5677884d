package dev.kycplatform.contracts.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which rules hold; a deployment is one or the other, with its own database, topics and keys. */
public enum KycEnvironment {
    @JsonProperty("sandbox")
    SANDBOX,
    @JsonProperty("production")
    PRODUCTION
}
