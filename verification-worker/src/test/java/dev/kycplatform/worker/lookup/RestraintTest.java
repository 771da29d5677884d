package dev.kycplatform.worker.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestraintTest {
    private static final int BUSIEST = 800;
    private static final int FEW = 10;
    private static final Duration QUICK = Duration.ofMillis(20);
    private static final Duration SLOW = Duration.ofMillis(400);

    private final Restraint restraint = new Restraint(Duration.ofMillis(100));
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void isNotFeltWhileJobsOfOthersAreQuick() {
        assertThat(pass(Duration.ofSeconds(30), QUICK, FEW)).isGreaterThan(BUSIEST);
    }

    @Test
    void cutsWhoHasMostWhileJobsOfOthersAreSlow() {
        pass(Duration.ofSeconds(5), QUICK, FEW);

        var atFirst = pass(Duration.ofSeconds(1), SLOW, FEW);
        var later = pass(Duration.ofSeconds(1), SLOW, FEW);

        assertThat(atFirst).isLessThan(BUSIEST);
        assertThat(later).isLessThan(atFirst);
    }

    @Test
    void cutsAtOnceIfJobsAreTakenUpLate() {
        pass(Duration.ofSeconds(5), QUICK, FEW);
        for (int i = 0; i < 5; i++) {
            restraint.feelEarly(SLOW, FEW, now);
        }
        now = now.plusMillis(250);

        assertThat(restraint.most(() -> BUSIEST, now)).isLessThan(BUSIEST * 3 / 4);
    }

    @Test
    void takesNoComfortInJobsThatAreTakenUpInTime() {
        pass(Duration.ofSeconds(5), SLOW, FEW);
        for (int i = 0; i < 100; i++) {
            restraint.feelEarly(QUICK, FEW, now);
        }
        var before = restraint.most(() -> BUSIEST, now);
        now = now.plusMillis(250);

        assertThat(restraint.most(() -> BUSIEST, now)).isLessThanOrEqualTo(before);
    }

    @Test
    void leavesSomethingToEverybody() {
        assertThat(pass(Duration.ofMinutes(1), SLOW, FEW)).isEqualTo(Restraint.LEAST);
    }

    @Test
    void isLiftedOnceJobsOfOthersAreQuickAgain() {
        pass(Duration.ofMinutes(1), SLOW, FEW);

        assertThat(pass(Duration.ofSeconds(1), QUICK, FEW)).isLessThan(BUSIEST / 4);
        assertThat(pass(Duration.ofMinutes(1), QUICK, FEW)).isGreaterThan(BUSIEST);
    }

    @Test
    void isLiftedOnceThereAreNoOthers() {
        pass(Duration.ofMinutes(1), SLOW, FEW);
        now = now.plusSeconds(1);

        for (int i = 0; i < 240; i++) {
            now = now.plusMillis(250);
            restraint.most(() -> BUSIEST, now);
        }
        assertThat(restraint.most(() -> BUSIEST, now)).isGreaterThan(BUSIEST);
    }

    @Test
    void isNotForThoseWhoAreSlowByThemselves() {
        assertThat(pass(Duration.ofSeconds(30), SLOW, BUSIEST / 2)).isGreaterThan(BUSIEST);
    }

    @Test
    void holdsNobodyBackWhereNobodyHasMany() {
        for (int i = 0; i < 100; i++) {
            now = now.plusMillis(50);
            restraint.most(() -> Restraint.LEAST, now);
            restraint.feel(SLOW, 1, now);
        }
        assertThat(restraint.most(() -> Restraint.LEAST, now)).isGreaterThan(Restraint.LEAST);
    }

    @Test
    void letsSomebodyComeToManyStepByStepWhileThereAreOthers() {
        assertThat(climb(Duration.ofSeconds(3), true)).isLessThan(BUSIEST);
        assertThat(climb(Duration.ofSeconds(10), true)).isGreaterThan(BUSIEST);
    }

    @Test
    void letsSomebodyComeToManyWithinASecondWhereThereAreNone() {
        assertThat(climb(Duration.ofSeconds(1), false)).isGreaterThan(BUSIEST);
    }

    @Test
    void getsUsedToAPlaceWhereEveryJobTakesThatLong() {
        pass(Duration.ofMinutes(11), SLOW, FEW);

        assertThat(pass(Duration.ofMinutes(1), SLOW, FEW)).isGreaterThan(BUSIEST);
    }

    @Test
    void isShortAfterARecordThatCameAgain() {
        pass(Duration.ofSeconds(5), QUICK, FEW);
        restraint.feel(Duration.ofDays(1), FEW, now);

        assertThat(pass(Duration.ofSeconds(10), QUICK, FEW)).isGreaterThan(BUSIEST);
    }

    /** Somebody takes all that can be had, beside others or alone. */
    private int climb(Duration time, boolean hasOthers) {
        var held = restraint.most(() -> FEW, now);
        for (var until = now.plus(time); now.isBefore(until); ) {
            now = now.plusMillis(250);
            if (hasOthers) {
                restraint.feel(QUICK, FEW, now);
            }
            var busiest = held;
            held = restraint.most(() -> busiest, now);
        }
        return held;
    }

    /** Twenty jobs a second of somebody who has so many under way. */
    private int pass(Duration time, Duration own, int held) {
        for (var until = now.plus(time); now.isBefore(until); now = now.plusMillis(50)) {
            restraint.most(() -> BUSIEST, now);
            restraint.feel(own, held, now);
        }
        return restraint.most(() -> BUSIEST, now);
    }
}
