package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.acceptance.Fault.Victim;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChaosScenarioTest {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource(ChaosScenario.class)
    void oneSeedIsOneSchedule(ChaosScenario scenario) {
        assertThat(rounds(scenario, 7)).isEqualTo(rounds(scenario, 7));
    }

    @ParameterizedTest
    @EnumSource(ChaosScenario.class)
    void anotherSeedIsAnotherSchedule(ChaosScenario scenario) {
        assertThat(rounds(scenario, 7)).isNotEqualTo(rounds(scenario, 8));
    }

    @ParameterizedTest
    @EnumSource(ChaosScenario.class)
    void hardlyAnyOfAHundredRoundsIsLikeAnother(ChaosScenario scenario) {
        assertThat(new HashSet<>(rounds(scenario, 7))).hasSizeGreaterThan(90);
    }

    @Test
    void eitherInstanceIsHit() {
        assertThat(rounds(ChaosScenario.KILL_WORKER, 7))
                .extracting(faults -> faults.getFirst().instance())
                .contains(0, 1);
    }

    @Test
    void aRollingRestartLeavesNobodyOut() {
        assertThat(ChaosScenario.ROLLING_RESTART.plan(7, 1, PAUSE))
                .extracting(fault -> fault.victim() + " " + fault.instance())
                .containsExactlyInAnyOrder(
                        Victim.INTAKE + " 0",
                        Victim.INTAKE + " 1",
                        Victim.WORKER + " 0",
                        Victim.WORKER + " 1",
                        Victim.DISPATCHER + " 0",
                        Victim.DISPATCHER + " 1",
                        Victim.FLOW + " 0",
                        Victim.FLOW + " 1");
    }

    @Test
    void whatIsPausedStandsStillForAsLongAsIsSaid() {
        assertThat(ChaosScenario.PAUSE_KAFKA.plan(7, 1, PAUSE))
                .extracting(Fault::lasts)
                .containsExactly(PAUSE);
    }

    private static List<List<Fault>> rounds(ChaosScenario scenario, long seed) {
        return IntStream.range(0, 100)
                .mapToObj(round -> scenario.plan(seed, round, PAUSE))
                .toList();
    }
}
