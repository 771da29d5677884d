package dev.kycplatform.dispatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void isNoLimitUnlessOneIsSet() {
        assertThat(Pace.FREE.allowance(NOW)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Pace.FREE.spent(1_000_000, NOW)).isEqualTo(Pace.FREE);
        assertThat(Pace.FREE.nextAt(NOW)).isEmpty();
    }

    @Test
    void allowsASecondsWorthAtOnceAndNoMore() {
        var pace = Pace.of(4);

        assertThat(pace.allowance(NOW)).isEqualTo(4);
        assertThat(pace.spent(3, NOW).allowance(NOW)).isEqualTo(1);
        assertThat(pace.spent(4, NOW).allowance(NOW)).isZero();
    }

    @Test
    void allowsTheNextWhenItsPartOfASecondHasPassed() {
        var spent = Pace.of(4).spent(4, NOW);

        assertThat(spent.nextAt(NOW)).contains(NOW.plusMillis(250));
        assertThat(spent.allowance(NOW.plusMillis(249))).isZero();
        assertThat(spent.allowance(NOW.plusMillis(250))).isEqualTo(1);
        assertThat(spent.nextAt(NOW.plusMillis(250))).isEmpty();
    }

    @Test
    void savesNothingUpWhileNothingIsSent() {
        var spent = Pace.of(4).spent(4, NOW);

        assertThat(spent.allowance(NOW.plusSeconds(3600))).isEqualTo(4);
    }

    @Test
    void keepsToItsRateOverTime() {
        var pace = Pace.of(3);
        var begun = 0;
        for (var at = NOW; at.isBefore(NOW.plusSeconds(10)); at = at.plusMillis(10)) {
            var allowed = pace.allowance(at);
            pace = pace.spent(allowed, at);
            begun += allowed;
        }

        // Ten seconds' worth, and the one that may be had ahead.
        assertThat(begun).isBetween(30, 33);
    }
}
