package dev.kycplatform.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochMicrosTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-01-02T03:04:05.678901Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void readsBackWhatItWrote(String time) {
        var instant = Instant.parse(time);

        assertThat(EpochMicros.parse(EpochMicros.of(instant))).isEqualTo(instant);
    }

    @Test
    void keepsWhatPostgresqlKeeps() {
        assertThat(EpochMicros.of(Instant.parse("1970-01-01T00:00:01.000002999Z")))
                .isEqualTo("1000002");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "1.5",
                "-1",
                "253402300800000000",
                "-9223372036854775808",
                "9223372036854775807",
                "9223372036854775808"
            })
    void readsNoTimeThatNothingCanHave(String text) {
        assertThatThrownBy(() -> EpochMicros.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
