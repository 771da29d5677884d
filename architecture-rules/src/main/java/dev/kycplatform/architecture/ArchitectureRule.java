package dev.kycplatform.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

/**
 * One rule of the architecture. A module checks them all, each as a test of its own, so that a rule that
 * is broken is named and a list that is empty fails:
 *
 * <pre>{@code
 * class ArchitectureTest {
 *     private static final JavaClasses CLASSES = ProductionClasses.in("dev.kycplatform.intake");
 *
 *     @ParameterizedTest
 *     @EnumSource(ArchitectureRule.class)
 *     void keeps(ArchitectureRule rule) {
 *         rule.check(CLASSES);
 *     }
 * }
 * }</pre>
 *
 * <p>A module that is all technology (the event log, say) leaves out the rule that cannot hold by name, with
 * {@code mode = EXCLUDE}, and says why. Never with {@code @ArchTest} fields: under the JUnit of this build
 * they run nothing and stay green.
 *
 * <p>A rule about classes that a module does not have holds. That it can fail at all is shown by this
 * module's own tests, on a planted violation of each.
 */
public enum ArchitectureRule {
    /** The core names what it needs as interfaces; adapters know the core, never the other way round. */
    CORE_DOES_NOT_DEPEND_ON_ADAPTERS(
            noClasses()
                    .that(Areas.core())
                    .should()
                    .dependOnClassesThat(Areas.adapters())
                    .as("the core does not depend on its adapters")),

    /** What decides can be read and tested without a server, a broker or a database. */
    CORE_IS_FREE_OF_TECHNOLOGY(
            classes()
                    .that(Areas.core())
                    .should(Dependencies.notOnTechnology())
                    .as(
                            "the core is free of jakarta.ws.rs, jakarta.persistence, io.quarkus,"
                                    + " org.apache.kafka and com.fasterxml")
                    .because("HTTP, messaging and storage are the adapters' business")),

    /** The values of the domain are plain. */
    CORE_RECORDS_ARE_PLAIN(
            classes()
                    .that(Areas.core())
                    .and()
                    .areRecords()
                    .should(Dependencies.onlyOnPlainTypes())
                    .as("core records depend only on java, jspecify and our own types")),

    /** What crosses a process boundary is known to all and knows nobody. */
    CONTRACTS_AND_SERVICES_STAND_ALONE(
            CompositeArchRule.of(
                            noClasses()
                                    .that(Areas.contracts())
                                    .should()
                                    .dependOnClassesThat(Areas.oursButNotContracts()))
                    .and(classes().should(Dependencies.onNoOtherService()))
                    .as("contracts depend on nothing of ours, and no service on another")),

    /** Collaborators are final and given to the constructor, so that a test can give its own. */
    FIELDS_ARE_NOT_INJECTED(
            noFields()
                    .should()
                    .beAnnotatedWith("jakarta.inject.Inject")
                    .orShould()
                    .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                    .orShould()
                    .beAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Channel")
                    .as("no field is injected")),

    /** The use case is the boundary of a transaction; group writers own their statement instead. */
    ADAPTERS_START_NO_TRANSACTION(
            noClasses()
                    .that(Areas.adapters())
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("jakarta.transaction.Transactional")
                    .as("@Transactional stands on use cases, never on adapters")),

    /** Features can be understood one after the other. */
    FEATURES_HAVE_NO_CYCLES(
            slices().matching("dev.kycplatform.(*).(*)..")
                    .should()
                    .beFreeOfCycles()
                    .as("features do not depend on each other in a cycle")),

    /** Time is an input; measuring how long something took with System.nanoTime() is not asking for it. */
    TIME_COMES_FROM_A_CLOCK(
            noClasses()
                    .should()
                    .accessTargetWhere(TimeReadings.withoutInjectedClock())
                    .as("time is read only from an injected Clock")),

    /** Everywhere else code blocks, on virtual threads. */
    MUTINY_STAYS_IN_MESSAGING(
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.kycplatform..messaging..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.smallrye.mutiny..")
                    .as("mutiny is used only in messaging")),

    /** How something is stored is nobody else's concern. */
    ROWS_STAY_IN_PERSISTENCE(
            CompositeArchRule.of(
                            classes()
                                    .that()
                                    .haveSimpleNameEndingWith("Row")
                                    .should()
                                    .resideInAPackage("dev.kycplatform..persistence.."))
                    .and(
                            noClasses()
                                    .that()
                                    .haveSimpleNameEndingWith("Row")
                                    .should()
                                    .bePublic()
                                    .orShould()
                                    .beProtected())
                    .and(
                            classes()
                                    .that()
                                    .areAnnotatedWith("jakarta.persistence.Entity")
                                    .should()
                                    .haveSimpleNameEndingWith("Row"))
                    .as(
                            "a stored class is called …Row, is package-private and lives in persistence"));

    private final ArchRule rule;

    ArchitectureRule(ArchRule rule) {
        this.rule = rule.allowEmptyShould(true);
    }

    /**
     * Fails with every place that breaks this rule.
     *
     * @throws AssertionError if there is one
     */
    public void check(JavaClasses classes) {
        rule.check(classes);
    }

    @Override
    public String toString() {
        return rule.getDescription();
    }
}
