package dev.kycplatform.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LagHistoryTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final GroupPartition FIRST = new GroupPartition("worker", "kyc.jobs", 0);
    private static final GroupPartition SECOND = new GroupPartition("worker", "kyc.jobs", 1);

    private final LagHistory history = new LagHistory(Duration.ofMinutes(1));

    @Test
    void theFirstReadingKnowsNoRate() {
        var lag = add(0, 100, 400);

        assertThat(lag.records()).isEqualTo(300);
        assertThat(lag.consumed()).isZero();
        assertThat(lag.produced()).isZero();
        assertThat(lag.timeToDrain()).isEmpty();
    }

    @Test
    void ratesAndTheTimeToDrainFollowFromTheReadingBefore() {
        add(0, 100, 400);
        var lag = add(10, 200, 420);

        assertThat(lag.consumed()).isEqualTo(10);
        assertThat(lag.produced()).isEqualTo(2);
        // 220 records, eight fewer each second.
        assertThat(lag.timeToDrain()).contains(Duration.ofMillis(27_500));
    }

    @Test
    void ratesAreTakenOverTheWindowAndNoLonger() {
        add(0, 0, 1000);
        add(30, 300, 1000);
        add(60, 300, 1000);
        // The reading at zero is 90 seconds old.
        var lag = add(90, 900, 1000);

        assertThat(lag.consumed()).isEqualTo(10);
    }

    @Test
    void whatFallsBehindOrStandsNeverDrains() {
        add(0, 100, 400);

        assertThat(add(10, 110, 500).timeToDrain()).isEmpty();
        assertThat(add(20, 110, 500).timeToDrain()).isEmpty();
    }

    @Test
    void whatIsHandledIsDrained() {
        add(0, 400, 400);
        var lag = add(10, 400, 400);

        assertThat(lag.timeToDrain()).contains(Duration.ZERO);
        assertThat(lag.age(NOON)).contains(Duration.ZERO);
    }

    @Test
    void aGroupThatIsSetBackHasConsumedNothing() {
        add(0, 400, 400);

        assertThat(add(10, 100, 400).consumed()).isZero();
    }

    @Test
    void aPartitionThatIsAddedHasNoRateYet() {
        history.add(NOON, Map.of(FIRST, standing(0, 10)));
        var report =
                history.add(
                        NOON.plusSeconds(10),
                        Map.of(FIRST, standing(10, 10), SECOND, standing(0, 500)));

        assertThat(report.partitions()).extracting(PartitionLag::of).containsExactly(FIRST, SECOND);
        assertThat(report.partitions().get(1).produced()).isZero();
    }

    @Test
    void theAgeIsThatOfTheOldestRecordByTheReadersClock() {
        var lag = new PartitionLag(FIRST, new Standing(0, 1, Optional.of(NOON)), 0, 0);

        assertThat(lag.age(NOON.plusSeconds(7))).contains(Duration.ofSeconds(7));
        assertThat(lag.age(NOON.minusSeconds(7))).contains(Duration.ZERO);
    }

    @Test
    void anAgeThatCouldNotBeReadIsNotZero() {
        assertThat(new PartitionLag(FIRST, standing(0, 1), 0, 0).age(NOON)).isEmpty();
    }

    private PartitionLag add(int second, long position, long end) {
        return history.add(NOON.plusSeconds(second), Map.of(FIRST, standing(position, end)))
                .partitions()
                .getFirst();
    }

    private static Standing standing(long position, long end) {
        return new Standing(position, end, Optional.empty());
    }
}
