package dev.kycplatform.tracing;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.kycplatform.architecture.ArchitectureRule;
import dev.kycplatform.architecture.ProductionClasses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    private static final JavaClasses CLASSES = ProductionClasses.in("dev.kycplatform.tracing");

    @ParameterizedTest
    @EnumSource(ArchitectureRule.class)
    void keeps(ArchitectureRule rule) {
        rule.check(CLASSES);
    }
}
