package dev.kycplatform.contracts.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdTypesTest {
    private final IdTypes types = IdTypes.load();

    @Test
    void everySampleIsWellFormedAndATestNumber() {
        assertThat(types.all()).isNotEmpty();
        assertThat(types.all())
                .allMatch(type -> type.isWellFormed(type.sample()), "its sample is well-formed")
                .allMatch(type -> type.isTestNumber(type.sample()), "its sample is a test number");
    }

    @Test
    void aTestNumberDiffersFromTheSampleInItsLastDigitOnly() {
        var bvn = types.find("NG", "BVN").orElseThrow();

        assertThat(bvn.isTestNumber("00000000003")).isTrue();
        assertThat(bvn.isTestNumber("00000000013")).isFalse();
        assertThat(bvn.isTestNumber("0000000003")).isFalse();
        assertThat(bvn.isTestNumber("0000000000x")).isFalse();
    }

    @Test
    void namesTheLineOfABrokenRow() {
        assertThatThrownBy(() -> IdTypes.parse(List.of("# head", "NG\tBVN\tonly three")))
                .hasMessageContaining("line 2");
        var row = "NG\tBVN\tlabel\t[0-9]{11}\t\t00000000000\t\tng-nibss";
        assertThatThrownBy(() -> IdTypes.parse(List.of(row, row)))
                .hasMessageContaining("line 2")
                .hasMessageContaining("twice");
    }
}
