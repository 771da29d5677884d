package dev.kycplatform.partners;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.kycplatform.architecture.ArchitectureRule;
import dev.kycplatform.architecture.ProductionClasses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    private static final JavaClasses CLASSES = ProductionClasses.in("dev.kycplatform.partners");

    // Reading begins at Quarkus' start event; the partners themselves are plain
    // (CORE_RECORDS_ARE_PLAIN).
    @ParameterizedTest
    @EnumSource(
            value = ArchitectureRule.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = "CORE_IS_FREE_OF_TECHNOLOGY")
    void keeps(ArchitectureRule rule) {
        rule.check(CLASSES);
    }
}
