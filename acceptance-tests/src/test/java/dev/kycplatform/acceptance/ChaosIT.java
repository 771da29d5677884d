package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kycplatform.acceptance.planted.PlantedFault;
import dev.kycplatform.localstack.Instance;
import dev.kycplatform.localstack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything dies in turn, under load and with two of each service: nothing that was accepted is lost. {@code ./kyc
 * chaos} runs as many rounds of any of it as one likes; here it is one each, with a short pause.
 *
 * <p>{@code chaos.scenario} names one of them, {@code chaos.rounds} and {@code chaos.seed} are what they say, {@code
 * chaos.pause} is how long a paused process stands still.
 */
@Tag("chaos")
class ChaosIT {
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    /** Scenario, seed, round, faults, outcome; grows with every run until the next clean build. */
    private static final Path LEDGER = Path.of("target", "chaos-ledger.tsv");

    private static final String SCENARIO = System.getProperty("chaos.scenario", "");
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 1);
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
    private static final Duration PAUSE = Duration.parse(System.getProperty("chaos.pause", "PT5S"));

    private static final Map<Service, List<Instance>> TWO_OF_EACH = new EnumMap<>(Service.class);

    @BeforeAll
    static void startASecondOfEach() {
        for (var service :
                List.of(Service.INTAKE, Service.WORKER, Service.DISPATCHER, Service.FLOW)) {
            TWO_OF_EACH.put(
                    service,
                    List.of(
                            Platform.stack().service(service),
                            Platform.stack().startAnother(service, Map.of())));
        }
    }

    @AfterAll
    static void stopTheSecond() {
        TWO_OF_EACH.values().forEach(both -> both.get(1).stop());
    }

    @ParameterizedTest
    @EnumSource(ChaosScenario.class)
    void nothingThatWasAcceptedIsLost(ChaosScenario scenario) throws Exception {
        assumeTrue(
                SCENARIO.isEmpty() || SCENARIO.equals(scenario.label()),
                "another scenario was asked for");
        if (scenario.needsSmallDisk()) {
            SmallDisk.assumePossible();
            try (var disk =
                    SmallDisk.under(
                            Platform.stack().postgres(), Platform.logs().resolve("postgres.log"))) {
                runAll(scenario, Optional.of(disk));
            }
        } else {
            runAll(scenario, Optional.empty());
        }
    }

    private static void runAll(ChaosScenario scenario, Optional<SmallDisk> disk)
            throws InterruptedException, IOException {
        for (int round = 1; round <= ROUNDS; round++) {
            var faults = scenario.plan(SEED, round, PAUSE);
            System.out.printf("chaos: %s, round %d: %s%n", scenario.label(), round, faults);
            var outcome = run(scenario, round, faults, disk);
            if (scenario.isOrderly()) {
                assertThat(outcome.jobs().repeatedCallbacks())
                        .as("callbacks more than once")
                        .isZero();
            }
        }
    }

    private static ChaosRound.Outcome run(
            ChaosScenario scenario, int round, List<Fault> faults, Optional<SmallDisk> disk)
            throws InterruptedException, IOException {
        try {
            var outcome =
                    new ChaosRound(Platform.partner(), TWO_OF_EACH, disk)
                            .run(faults, scenario.pace(), PATIENCE);
            keep(scenario, round, faults, outcome.toString());
            return outcome;
        } catch (AssertionError e) {
            keep(
                    scenario,
                    round,
                    faults,
                    "failed: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            throw e;
        }
    }

    /** One line a round, for whoever wants to see what was counted. */
    private static void keep(ChaosScenario scenario, int round, List<Fault> faults, String outcome)
            throws IOException {
        var line = "%s\t%d\t%d\t%s\t%s%n".formatted(scenario.label(), SEED, round, faults, outcome);
        System.out.print("chaos: " + line);
        Files.writeString(LEDGER, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void anAcknowledgementBeforeThePublishIsFound(@TempDir Path directory) {
        assumeTrue(SCENARIO.isEmpty(), "a scenario was asked for");
        var faulty = plant(Service.INTAKE, PlantedFault.ACKNOWLEDGES_EARLY, directory);
        try {
            var round =
                    new ChaosRound(
                            Platform.partner(),
                            Map.of(Service.INTAKE, List.of(faulty, faulty)),
                            Optional.empty());
            var killed =
                    new Fault(
                            Duration.ofSeconds(2),
                            Fault.Victim.INTAKE,
                            0,
                            Fault.Blow.KILL,
                            Duration.ZERO);

            assertThatThrownBy(() -> round.run(List.of(killed), Pace.STEADY, PATIENCE))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageMatching(
                            "of \\d+ accepted jobs [1-9]\\d* have no result .* nothing is left to be done");
        } finally {
            faulty.stop();
        }
    }

    @Test
    void oneDroppedDeliveryIsFound(@TempDir Path directory) {
        assumeTrue(SCENARIO.isEmpty(), "a scenario was asked for");
        // The only one, or the others might deliver all of a short round before it has its share.
        var faultless = TWO_OF_EACH.getOrDefault(Service.DISPATCHER, List.of());
        faultless.forEach(Instance::stop);
        var faulty = plant(Service.DISPATCHER, PlantedFault.DROPS_ONE_DELIVERY, directory);
        try {
            var round =
                    new ChaosRound(
                            Platform.partner(),
                            Map.of(
                                    Service.INTAKE,
                                    List.of(Platform.stack().service(Service.INTAKE))),
                            Optional.empty());

            assertThatThrownBy(() -> round.run(List.of(), Pace.STEADY, PATIENCE))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageMatching(
                            "of \\d+ accepted jobs 0 have no result \\[\\] and 1 no callback .* nothing is left to be done");
        } finally {
            faulty.stop();
            faultless.forEach(Instance::start);
        }
    }

    private static Instance plant(Service service, PlantedFault fault, Path directory) {
        return Platform.stack()
                .startAnother(service, Map.of("JAVA_TOOL_OPTIONS", fault.agentOption(directory)));
    }
}
