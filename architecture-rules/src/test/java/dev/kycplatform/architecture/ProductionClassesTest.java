package dev.kycplatform.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ProductionClassesTest {
    @Test
    void holdThePackageThatWasAskedFor() {
        var classes = ProductionClasses.in("dev.kycplatform.architecture");

        assertThat(classes.contain(ArchitectureRule.class)).isTrue();
    }

    @Test
    void leaveOutTests() {
        var classes = ProductionClasses.in("dev.kycplatform.architecture");

        assertThat(classes.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void areNeverNone() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ProductionClasses.in("dev.kycplatform.planted"))
                .withMessageContaining("dev.kycplatform.planted");
    }
}
