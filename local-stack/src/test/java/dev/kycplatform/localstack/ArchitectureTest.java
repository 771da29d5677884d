package dev.kycplatform.localstack;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.kycplatform.architecture.ArchitectureRule;
import dev.kycplatform.architecture.ProductionClasses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    private static final JavaClasses CLASSES = ProductionClasses.in("dev.kycplatform.localstack");

    // A tool for development without a domain: it is made of the technologies it starts and asks.
    // So is what it remembers between two commands: the record of a running stack writes itself as
    // JSON.
    // Its classes are where programs begin: there is nobody to inject a clock.
    @ParameterizedTest
    @EnumSource(
            value = ArchitectureRule.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "CORE_IS_FREE_OF_TECHNOLOGY",
                "CORE_RECORDS_ARE_PLAIN",
                "TIME_COMES_FROM_A_CLOCK"
            })
    void keeps(ArchitectureRule rule) {
        rule.check(CLASSES);
    }
}
