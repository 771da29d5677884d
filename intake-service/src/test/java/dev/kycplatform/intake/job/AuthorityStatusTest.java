package dev.kycplatform.intake.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.intake.job.AuthorityStatus.Health;
import dev.kycplatform.intake.job.AuthorityStatus.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityStatusTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:05:00Z");

    @ParameterizedTest(name = "{1} of {0} answered: {2}")
    @CsvSource({
        "100, 100, ONLINE",
        "100, 91, ONLINE",
        "1000, 909, INTERRUPTION",
        "100, 51, INTERRUPTION",
        "100, 50, OFFLINE",
        "100, 0, OFFLINE",
    })
    void isWhatTheShareOfAnswersAmountsTo(long asked, long answered, Health health) {
        var status = AuthorityStatus.of(List.of(window(5, asked, answered)), NOW);

        assertThat(status.lastCheck()).isEqualTo(health);
        assertThat(status.lastKnown()).isEqualTo(health);
        assertThat(status.lastCheckRate())
                .isEqualTo(OptionalInt.of(Math.toIntExact(100 * answered / asked)));
    }

    @Test
    void ofTheHourIsAllItsWindowsTogether() {
        var status =
                AuthorityStatus.of(
                        List.of(window(5, 10, 10), window(30, 30, 0), window(70, 1000, 1000)), NOW);

        assertThat(status.lastHourRate()).hasValue(25);
        assertThat(status.lastCheckRate()).hasValue(100);
        assertThat(status.lastChecked()).contains(NOW.minus(Duration.ofMinutes(5)));
    }

    @Test
    void isRememberedWhenNobodyAskedForAnHour() {
        var status = AuthorityStatus.of(List.of(window(61, 10, 0)), NOW);

        assertThat(status.lastCheck()).isEqualTo(Health.UNKNOWN);
        assertThat(status.lastKnown()).isEqualTo(Health.OFFLINE);
        assertThat(status.lastHourRate()).isEmpty();
    }

    @Test
    void isUnknownUntilSomebodyAsks() {
        var status = AuthorityStatus.of(List.of(), NOW);

        assertThat(status.lastKnown()).isEqualTo(Health.UNKNOWN);
        assertThat(status.lastChecked()).isEmpty();
    }

    private static Window window(long minutesAgo, long asked, long answered) {
        var at = NOW.minus(Duration.ofMinutes(minutesAgo));
        return new Window(at, asked, answered, at);
    }
}
