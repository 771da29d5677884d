package dev.kycplatform.sandbox.asked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.sandbox.authority.IdAuthority;
import org.junit.jupiter.api.Test;

class AskedCountsTest {
    private static final IdAuthority NG_NIBSS = IdAuthority.fromString("ng-nibss");
    private static final IdAuthority KE_IPRS = IdAuthority.fromString("ke-iprs");
    private final AskedCounts counts = new AskedCounts();

    @Test
    void tellQuestionsFromNumbers() {
        counts.count(NG_NIBSS, "1");
        counts.count(NG_NIBSS, "1");
        counts.count(NG_NIBSS, "2");

        assertThat(counts.of(NG_NIBSS)).isEqualTo(new Asked(3, 2));
    }

    @Test
    void areKeptForEachAuthority() {
        counts.count(NG_NIBSS, "1");

        assertThat(counts.of(KE_IPRS)).isEqualTo(new Asked(0, 0));
    }

    @Test
    void startAgainAtZero() {
        counts.count(NG_NIBSS, "1");

        counts.reset(NG_NIBSS);

        assertThat(counts.of(NG_NIBSS)).isEqualTo(new Asked(0, 0));
    }
}
