package dev.kycplatform.sandbox.asked.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.sandbox.asked.Asked;

/** The counters as JSON. */
public record AskedResponse(long asked, @JsonProperty("distinct_numbers") long distinctNumbers) {

    static AskedResponse from(Asked asked) {
        return new AskedResponse(asked.asked(), asked.distinctNumbers());
    }
}
