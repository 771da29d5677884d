package dev.kycplatform.contracts.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTimestampTest {
    @ParameterizedTest
    @CsvSource({
        // Node, Android, REST
        "2026-11-22T00:13:57.487Z, 2026-11-22T00:13:57.487Z",
        // Java: as many digits as the clock has
        "2026-11-22T00:16:00.702449387Z, 2026-11-22T00:16:00.702449387Z",
        "2026-11-22T00:16:00Z, 2026-11-22T00:16:00Z",
        // Python 3.0.1, with and without microseconds
        "2026-11-22T00:16:04.273928+00:00, 2026-11-22T00:16:04.273928Z",
        "2026-11-22T00:16:04+00:00, 2026-11-22T00:16:04Z",
        // Python before 3.0.1: no zone, read as UTC
        "2024-05-01T12:34:56.123456, 2024-05-01T12:34:56.123456Z",
        // Ruby
        "2024-05-01 12:34:56 +0100, 2024-05-01T11:34:56Z",
        "2024-05-01 12:34:56 UTC, 2024-05-01T12:34:56Z",
        // PHP
        "2024-05-01T12:34:56+01:00, 2024-05-01T11:34:56Z"
    })
    void readsEveryFormTheVendorsClientsSend(String text, Instant instant) {
        assertThat(RequestTimestamp.parse(text)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "1714566896000",
                "2024-05-01",
                "2024-13-01T12:34:56Z",
                "2024-02-30T12:34:56Z",
                "2024-05-01T12:34:56 Europe/Paris",
                "2024-05-01T12:34:56.0000000000000000000000000000000000000000000000000Z"
            })
    void refusesEverythingElse(String text) {
        assertThat(RequestTimestamp.parse(text)).isEmpty();
    }
}
