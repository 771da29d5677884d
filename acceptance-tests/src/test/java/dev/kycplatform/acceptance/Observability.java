package dev.kycplatform.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is kept for Prometheus and Grafana. */
final class Observability {
    static final Path DIRECTORY = Path.of("../deploy/observability");

    private static final Pattern METRIC = Pattern.compile("\\b(?:kyc|agroal)_[a-z_]+\\b");

    /** Of the dashboard's expressions those that come to nothing while all is well. */
    static final Set<String> QUIET =
            Set.of(
                    "kyc:drain_seconds",
                    "sum by (topic, cause) (increase(kyc_dead_letters_total[1d]))");

    private Observability() {}

    /** Every expression of the dashboard. */
    static Set<String> dashboard() throws IOException {
        return new TreeSet<>(
                new ObjectMapper()
                        .readTree(
                                DIRECTORY.resolve("grafana/dashboards/kyc-platform.json").toFile())
                        .findValuesAsText("expr"));
    }

    /** Every metric that {@code docs/signals.md} names. */
    static Set<String> promised() throws IOException {
        return METRIC.matcher(Files.readString(Path.of("../docs/signals.md")))
                .results()
                .map(MatchResult::group)
                .filter(metric -> !metric.endsWith("_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every metric that an alert or a panel of the dashboard looks at. */
    static Set<String> metrics() throws IOException {
        var metrics = new TreeSet<String>();
        for (var file : new String[] {"alerts.yml", "grafana/dashboards/kyc-platform.json"}) {
            METRIC.matcher(Files.readString(DIRECTORY.resolve(file)))
                    .results()
                    .forEach(match -> metrics.add(match.group()));
        }
        return metrics;
    }
}
