package dev.kycplatform.deployment;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.kycplatform.architecture.ArchitectureRule;
import dev.kycplatform.architecture.ProductionClasses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    private static final JavaClasses CLASSES = ProductionClasses.in("dev.kycplatform.deployment");

    // Start and stop are Quarkus' events: the module says what a service does at them.
    @ParameterizedTest
    @EnumSource(
            value = ArchitectureRule.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = "CORE_IS_FREE_OF_TECHNOLOGY")
    void keeps(ArchitectureRule rule) {
        rule.check(CLASSES);
    }
}
