package dev.kycplatform.contracts.result;

import dev.kycplatform.contracts.EpochMicros;
import dev.kycplatform.contracts.job.JobKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Where a stored result is found: the key of its row. Written as one URL-safe word. */
public record ResultReference(Instant acceptedAt, JobKey key) {

    /** URL-safe base64 of {@code microseconds/partner/job}. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (EpochMicros.of(acceptedAt) + "/" + key).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException if the word is not a reference */
    public static ResultReference parse(String word) {
        var parts =
                new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8)
                        .split("/", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a reference to a result");
        }
        return new ResultReference(EpochMicros.parse(parts[0]), JobKey.of(parts[1], parts[2]));
    }
}
