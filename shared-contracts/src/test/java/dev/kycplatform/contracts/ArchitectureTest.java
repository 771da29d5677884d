package dev.kycplatform.contracts;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.kycplatform.architecture.ArchitectureRule;
import dev.kycplatform.architecture.ProductionClasses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    private static final JavaClasses CLASSES = ProductionClasses.in("dev.kycplatform.contracts");

    // Its packages are one vocabulary, not features: a job's event says what its sealed part is
    // bound to,
    // and a binding is made of a job's key.
    @ParameterizedTest
    @EnumSource(
            value = ArchitectureRule.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = "FEATURES_HAVE_NO_CYCLES")
    void keeps(ArchitectureRule rule) {
        rule.check(CLASSES);
    }
}
