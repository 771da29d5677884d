package dev.kycplatform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandStillsTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final StandStills standStills = new StandStills();

    @Test
    void whoStandsWhereItStoodForLongerThanTheBoundIsNamed() {
        standStills.observe(Map.of("jobs-0", 7L, "jobs-1", 8L), seconds(0));
        standStills.observe(Map.of("jobs-0", 7L, "jobs-1", 8L), seconds(11));

        assertThat(standStills.longerThan(BOUND, seconds(10))).isEmpty();
        assertThat(standStills.longerThan(BOUND, seconds(11))).containsExactly("jobs-0", "jobs-1");
    }

    @Test
    void whoAdvancesIsNot() {
        standStills.observe(Map.of("jobs-0", 7L), seconds(0));
        standStills.observe(Map.of("jobs-0", 8L), seconds(9));

        assertThat(standStills.longerThan(BOUND, seconds(15))).isEmpty();
    }

    @Test
    void whoHadNothingToDoMeanwhileIsNot() {
        standStills.observe(Map.of("jobs-0", 7L), seconds(0));
        standStills.observe(Map.of(), seconds(5));
        standStills.observe(Map.of("jobs-0", 7L), seconds(9));

        assertThat(standStills.longerThan(BOUND, seconds(15))).isEmpty();
    }

    @Test
    void anOutageStartsTheClockAnew() {
        standStills.observe(Map.of("jobs-0", 7L), seconds(0));
        standStills.forget();
        standStills.observe(Map.of("jobs-0", 7L), seconds(9));

        assertThat(standStills.longerThan(BOUND, seconds(15))).isEmpty();
        assertThat(standStills.longerThan(BOUND, seconds(20))).containsExactly("jobs-0");
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
