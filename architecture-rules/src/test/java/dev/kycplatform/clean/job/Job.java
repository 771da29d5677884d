package dev.kycplatform.clean.job;

import dev.kycplatform.clean.partner.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of every plain kind: primitive, array, generic, nullable, ours. */
public record Job(
        PartnerId partner,
        int attempt,
        byte[] sealed,
        List<String> names,
        @Nullable Instant answeredAt) {

    public Duration waitedUntil(Instant now) {
        return answeredAt == null ? Duration.ZERO : Duration.between(answeredAt, now);
    }
}
