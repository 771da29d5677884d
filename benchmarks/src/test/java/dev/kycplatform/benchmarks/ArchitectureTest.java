package dev.kycplatform.benchmarks;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.kycplatform.architecture.ArchitectureRule;
import dev.kycplatform.architecture.ProductionClasses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    private static final JavaClasses CLASSES = ProductionClasses.in("dev.kycplatform.benchmarks");

    // A tool without a domain, made of the technologies it starts and asks; a program begins here,
    // so there is nobody to
    // inject a clock.
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
