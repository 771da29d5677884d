package dev.kycplatform.dispatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void waitsAsLongAsTheScheduleSaysAfterEachAttempt() {
        var schedule = schedule(() -> 0.5);

        assertThat(schedule.after(1, Optional.empty())).contains(Duration.ofSeconds(5));
        assertThat(schedule.after(2, Optional.empty())).contains(Duration.ofMinutes(5));
    }

    @Test
    void givesUpOnceTheScheduleRunsOut() {
        var schedule = schedule(() -> 0.5);

        assertThat(schedule.after(3, Optional.empty())).isEmpty();
        assertThat(schedule.after(3, Optional.of(HOUR))).isEmpty();
    }

    @Test
    void spreadsWaitsByAFifthEitherWay() {
        assertThat(schedule(() -> 0).after(1, Optional.empty())).contains(Duration.ofSeconds(4));
        assertThat(schedule(() -> 1).after(1, Optional.empty())).contains(Duration.ofSeconds(6));
    }

    @Test
    void waitsLongerIfTheEndpointAsksForIt() {
        assertThat(schedule(() -> 0.5).after(1, Optional.of(Duration.ofMinutes(2))))
                .contains(Duration.ofMinutes(2));
    }

    @Test
    void neverWaitsShorterThanScheduled() {
        assertThat(schedule(() -> 0.5).after(2, Optional.of(Duration.ofSeconds(1))))
                .contains(Duration.ofMinutes(5));
    }

    @Test
    void waitsNoLongerThanTheBoundWhateverTheEndpointAsksFor() {
        assertThat(schedule(() -> 0.5).after(1, Optional.of(Duration.ofDays(365)))).contains(HOUR);
    }

    @Test
    void countsTheAttemptsThatAreLeft() {
        var schedule = schedule(() -> 0.5);

        assertThat(schedule.attemptsLeftAfter(1)).isEqualTo(2);
        assertThat(schedule.attemptsLeftAfter(3)).isZero();
        assertThat(schedule.attemptsLeftAfter(4)).isZero();
    }

    private static RetrySchedule schedule(DoubleSupplier chance) {
        return new RetrySchedule(
                List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)), 0.2, HOUR, chance);
    }
}
