package dev.kycplatform.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    private static final JavaClasses CLASSES = ProductionClasses.in("dev.kycplatform.architecture");

    @ParameterizedTest
    @EnumSource(ArchitectureRule.class)
    void keeps(ArchitectureRule rule) {
        rule.check(CLASSES);
    }
}
