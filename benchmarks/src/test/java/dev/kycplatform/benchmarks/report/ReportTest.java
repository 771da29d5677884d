package dev.kycplatform.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Figure REACHED = Figure.of("fast enough", 12_345.6, "jobs/s").atLeast(500);
    private static final Figure MISSED = Figure.of("too slow", 51.04, "ms").atMost(50);
    private static final Figure PLAIN = Figure.of("for comparison", 0.761, "");

    @Test
    void saysOfEachFigureWhetherItReachedItsBound() {
        assertThat(report(REACHED, MISSED, PLAIN).toMarkdown())
                .contains("| fast enough | 12,346 jobs/s | at least 500 jobs/s | reached |")
                .contains("| too slow | 51.0 ms | at most 50.0 ms | **missed** |")
                .contains("| for comparison | 0.76 |  |  |");
    }

    @Test
    void isReachedOnlyIfEveryBoundIs() {
        assertThat(report(REACHED, PLAIN).isReached()).isTrue();
        assertThat(report(REACHED, MISSED).isReached()).isFalse();
    }

    @Test
    void aFigureOnItsBoundReachesIt() {
        assertThat(Figure.of("exactly", 50, "ms").atMost(50).isMissed()).isFalse();
        assertThat(Figure.of("exactly", 50, "jobs/s").atLeast(50).isMissed()).isFalse();
    }

    @Test
    void aFigureThatIsNoNumberReachesNothing() {
        assertThat(Figure.of("of nothing", 0.0 / 0.0, "").atLeast(0.5).isMissed()).isTrue();
        assertThat(Figure.of("of nothing", 0.0 / 0.0, "").atMost(0.5).isMissed()).isTrue();
    }

    @Test
    void namesWhatIsNeededToMeasureAgain() {
        assertThat(report(PLAIN).toMarkdown())
                .contains("| commit | 0123456789ab |")
                .contains("| command | `./kyc bench a \\| b` |");
    }

    @Test
    void keepsTheFiguresForPrograms(@TempDir Path directory) throws Exception {
        report(REACHED, MISSED).write(directory.resolve("results"));

        var json =
                new ObjectMapper()
                        .readTree(Files.readString(directory.resolve("results/example.json")));
        assertThat(json.at("/reached").asBoolean()).isFalse();
        assertThat(json.at("/figures/0/value").asDouble()).isEqualTo(12_345.6);
        assertThat(json.at("/figures/0/at_least").asDouble()).isEqualTo(500);
        assertThat(json.at("/figures/1/reached").asBoolean(true)).isFalse();
        assertThat(json.at("/circumstances/commit").asText()).isEqualTo("0123456789ab");
        assertThat(directory.resolve("results/example.md")).exists();
    }

    private static Report report(Figure... figures) {
        return new Report(
                "example",
                "An example.",
                Instant.parse("2026-01-01T00:00:00Z"),
                List.of(
                        new Fact("commit", "0123456789ab"),
                        new Fact("command", "`./kyc bench a | b`")),
                List.of(figures),
                List.of());
    }
}
