package dev.kycplatform.contracts.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether somebody waits for the answer on the line. */
public enum Lane {
    @JsonProperty("async")
    ASYNC("Async ID API"),
    @JsonProperty("sync")
    SYNC("ID API");

    private final String source;

    Lane(String source) {
        this.source = source;
    }

    /** The result's {@code Source}. */
    public String source() {
        return source;
    }
}
