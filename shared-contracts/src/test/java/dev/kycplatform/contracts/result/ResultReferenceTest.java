package dev.kycplatform.contracts.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.JobKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResultReferenceTest {
    @Test
    void readsBackWhatItWrote() {
        var reference =
                new ResultReference(
                        Instant.parse("2026-01-02T03:04:05.678901Z"), JobKey.of("001", "a/b ü?"));

        assertThat(ResultReference.parse(reference.toString())).isEqualTo(reference);
        assertThat(reference.toString()).matches("[A-Za-z0-9_-]+");
    }
}
