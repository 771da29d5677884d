package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alert rules: each is tested, firing and quiet, and each has its runbook. */
class AlertRulesTest {
    private static final Path RULES = Observability.DIRECTORY.resolve("alerts.yml");
    private static final Path TESTS = Observability.DIRECTORY.resolve("alerts.test.yml");
    private static final Path RUNBOOKS = Path.of("../docs/runbooks.md");

    @Test
    void doWhatTheirTestsSay() {
        Tools.requirePrograms("promtool", "promtool");

        assertThat(promtool("check", "rules", RULES)).contains("SUCCESS");
        assertThat(promtool("test", "rules", TESTS)).contains("SUCCESS");
    }

    @Test
    void scrapingIsSetUpForBothWaysOfRunning() {
        Tools.requirePrograms("promtool", "promtool");

        for (var name : new String[] {"prometheus.yml", "prometheus-local.yml"}) {
            assertThat(promtool("check", "config", Observability.DIRECTORY.resolve(name)))
                    .contains("SUCCESS");
        }
    }

    @Test
    void eachIsSeenToFireAndToBeQuiet() throws IOException {
        var tests = Files.readString(TESTS);

        assertThat(alerts())
                .isNotEmpty()
                .allSatisfy(
                        alert -> {
                            assertThat(tests)
                                    .containsPattern(
                                            "alertname: "
                                                    + alert
                                                    + "\\s+exp_alerts:\\s*(\\n\\s+- |\\[\\*)");
                            assertThat(tests).contains("alertname: " + alert + ", exp_alerts: []}");
                        });
    }

    @Test
    void eachNamesItsRunbookAndNoRunbookIsLeftOver() throws IOException {
        var rules = Files.readString(RULES);
        var sections = found("(?m)^## (\\w+)$", Files.readString(RUNBOOKS));

        assertThat(sections).isEqualTo(alerts());
        assertThat(alerts())
                .allSatisfy(
                        alert ->
                                assertThat(rules)
                                        .contains(
                                                "runbook: docs/runbooks.md#"
                                                        + alert.toLowerCase(Locale.ROOT)
                                                        + "\n"));
    }

    private static Set<String> alerts() throws IOException {
        return found("- alert: (\\w+)", Files.readString(RULES));
    }

    private static Set<String> found(String pattern, String text) {
        var found = new TreeSet<String>();
        Pattern.compile(pattern)
                .matcher(text)
                .results()
                .forEach(match -> found.add(match.group(1)));
        return found;
    }

    private static String promtool(String what, String of, Path file) {
        return Run.of(new ProcessBuilder("promtool", what, of, file.toString())).successful();
    }
}
