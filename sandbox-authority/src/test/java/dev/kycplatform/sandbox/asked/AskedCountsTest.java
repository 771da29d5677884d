package dev.kycplatform.sandbox.asked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.sandbox.authority.IdAuthority;
import org.junit.jupiter.api.Test;

class AskedCountsTest {
    private final AskedCounts counts = new AskedCounts();

    @Test
    void tellQuestionsFromNumbers() {
        counts.count(IdAuthority.NG_NIBSS, "1");
        counts.count(IdAuthority.NG_NIBSS, "1");
        counts.count(IdAuthority.NG_NIBSS, "2");

        assertThat(counts.of(IdAuthority.NG_NIBSS)).isEqualTo(new Asked(3, 2));
    }

    @Test
    void areKeptForEachAuthority() {
        counts.count(IdAuthority.NG_NIBSS, "1");

        assertThat(counts.of(IdAuthority.KE_IPRS)).isEqualTo(new Asked(0, 0));
    }

    @Test
    void startAgainAtZero() {
        counts.count(IdAuthority.NG_NIBSS, "1");

        counts.reset(IdAuthority.NG_NIBSS);

        assertThat(counts.of(IdAuthority.NG_NIBSS)).isEqualTo(new Asked(0, 0));
    }
}
