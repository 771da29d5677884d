package dev.kycplatform.dispatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.dispatcher.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void leavesTimeForTheWholeAttempt() {
        var lease =
                new Leases(
                                Settings.with(
                                        Map.of(
                                                "dispatcher.lease", "45s",
                                                "dispatcher.timeout", "30s")),
                                CLOCK)
                        .create();

        assertThat(lease.isTooLate(NOW.plusSeconds(10))).isFalse();
        assertThat(lease.isTooLate(NOW.plusSeconds(11))).isTrue();
    }

    @Test
    void refusesALeaseThatEndsBeforeItsAttempt() {
        var config = Settings.with(Map.of("dispatcher.lease", "34s", "dispatcher.timeout", "30s"));

        assertThatThrownBy(() -> new Leases(config, CLOCK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dispatcher.lease");
    }
}
