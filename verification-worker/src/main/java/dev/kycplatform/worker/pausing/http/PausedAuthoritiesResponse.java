package dev.kycplatform.worker.pausing.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.worker.pausing.Pause;
import java.util.List;

/** The authorities that are paused, in the order of their names. */
public record PausedAuthoritiesResponse(List<One> paused) {
    /** One of them; {@code paused_at} as RFC 3339. */
    public record One(
            String authority,
            String reason,
            @JsonProperty("paused_by") String pausedBy,
            @JsonProperty("paused_at") String pausedAt) {}

    static PausedAuthoritiesResponse from(List<Pause> pauses) {
        return new PausedAuthoritiesResponse(
                pauses.stream()
                        .map(
                                pause ->
                                        new One(
                                                pause.authority(),
                                                pause.reason(),
                                                pause.pausedBy(),
                                                pause.pausedAt().toString()))
                        .toList());
    }
}
