package dev.kycplatform.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRuleTest {
    private static final String ROOT = "dev.kycplatform.";

    /** What breaks a rule: everything in these packages, and who must be named for it. */
    private record Planted(ArchitectureRule rule, List<String> packages, List<String> offenders) {
        static Planted in(ArchitectureRule rule, String... packages) {
            return new Planted(rule, List.of(packages), List.of());
        }

        Planted naming(String... offenders) {
            return new Planted(rule, packages, List.of(offenders));
        }
    }

    static Stream<Planted> planted() {
        return Arrays.stream(ArchitectureRule.values()).map(ArchitectureRuleTest::plantedFor);
    }

    /** A switch, so that a rule without a planted violation does not compile. */
    private static Planted plantedFor(ArchitectureRule rule) {
        return switch (rule) {
            case CORE_DOES_NOT_DEPEND_ON_ADAPTERS ->
                    Planted.in(rule, "planted.leakycore", "worker.planted")
                            .naming("LeakyCore", "LeakyLookup");
            case CORE_IS_FREE_OF_TECHNOLOGY ->
                    Planted.in(rule, "planted.technicalcore")
                            .naming(
                                    "TouchesWebServices",
                                    "TouchesStorage",
                                    "TouchesQuarkus",
                                    "TouchesKafka",
                                    "TouchesJackson",
                                    "AnnotatesForJackson");
            case CORE_RECORDS_ARE_PLAIN ->
                    Planted.in(rule, "planted.fatrecord").naming("FatRecord", "FatArrayRecord");
            case CONTRACTS_AND_SERVICES_STAND_ALONE ->
                    Planted.in(rule, "contracts.planted", "intake.planted", "worker.planted")
                            .naming("KnowingContract", "NosyIntake");
            case FIELDS_ARE_NOT_INJECTED ->
                    Planted.in(rule, "planted.injectedfield")
                            .naming("InjectedField", "ConfiguredField");
            case ADAPTERS_START_NO_TRANSACTION ->
                    Planted.in(rule, "planted.transactionaladapter")
                            .naming("TransactionalResource", "TransactionalRepository");
            case FEATURES_HAVE_NO_CYCLES ->
                    Planted.in(rule, "planted.chicken", "planted.egg").naming("Chicken", "Egg");
            case TIME_COMES_FROM_A_CLOCK ->
                    Planted.in(rule, "planted.timereader")
                            .naming(
                                    "asksInstant()",
                                    "refersToInstant()",
                                    "asksInLambda()",
                                    "asksLocalDate()",
                                    "asksWithZone(java.time.ZoneId)",
                                    "asksZonedDateTime()",
                                    "asksChronology()",
                                    "asksSystem()",
                                    "makesDate()",
                                    "makesCalendar()",
                                    "makesGregorianCalendar()",
                                    "makesClock()",
                                    "makesTickingClock(java.time.ZoneId)",
                                    "makesInstantSource()");
            case MUTINY_STAYS_IN_MESSAGING ->
                    Planted.in(rule, "planted.reactivecore")
                            .naming("ReactiveCore", "ReactiveResource");
            case ROWS_STAY_IN_PERSISTENCE ->
                    Planted.in(rule, "planted.strayrow")
                            .naming("StrayRow", "PublicRow", "Misnamed");
        };
    }

    @ParameterizedTest
    @MethodSource("planted")
    void failsOnEveryPlantedViolation(Planted planted) {
        var classes = importing(planted.packages());

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> planted.rule().check(classes))
                .satisfies(
                        failure -> assertThat(failure.getMessage()).contains(planted.offenders()))
                .withMessageContaining(planted.rule().toString());
    }

    @ParameterizedTest
    @EnumSource(ArchitectureRule.class)
    void holdsWhereAllIsClean(ArchitectureRule rule) {
        rule.check(
                importing(List.of("clean", "contracts.clean", "intake.clean", "deployment.clean")));
    }

    @ParameterizedTest
    @EnumSource(ArchitectureRule.class)
    void holdsWhereThereIsNothingOfItsKind(ArchitectureRule rule) {
        rule.check(importing(List.of("intake.clean")));
    }

    @Test
    void isOneOfTen() {
        assertThat(ArchitectureRule.values()).hasSize(10);
    }

    private static JavaClasses importing(List<String> packages) {
        return new ClassFileImporter()
                .importPackages(packages.stream().map(ROOT::concat).toArray(String[]::new));
    }
}
