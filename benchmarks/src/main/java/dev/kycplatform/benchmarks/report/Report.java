package dev.kycplatform.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What one run of a benchmark found.
 *
 * @param name of the benchmark
 * @param measures what it measures and how, in a sentence or two
 * @param circumstances machine, versions, commit, settings, command
 * @param findings what was seen beside the figures: reconciliations, what binds
 */
public record Report(
        String name,
        String measures,
        Instant at,
        List<Fact> circumstances,
        List<Figure> figures,
        List<Fact> findings) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Report {
        circumstances = List.copyOf(circumstances);
        figures = List.copyOf(figures);
        findings = List.copyOf(findings);
    }

    /** Whether every figure that has a bound reached it. */
    public boolean isReached() {
        return figures.stream().noneMatch(Figure::isMissed);
    }

    /** Writes {@code <name>.md} and {@code <name>.json}; what stood there before is in the history of the repository. */
    public void write(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name + ".md"), toMarkdown());
            Files.writeString(directory.resolve(name + ".json"), toJson());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }

    public String toMarkdown() {
        var text = new StringBuilder("# `%s`%n%n%s%n%n".formatted(name, measures));
        text.append("| figure | value | has to be | |\n|---|---:|---:|---|\n");
        for (var figure : figures) {
            text.append("| ")
                    .append(figure.what())
                    .append(" | ")
                    .append(withUnit(figure.value(), figure.unit()))
                    .append(" | ")
                    .append(wanted(figure))
                    .append(" | ")
                    .append(verdict(figure))
                    .append(" |\n");
        }
        appendTable(text, "What else was seen", findings);
        appendTable(text, "Circumstances", circumstances);
        return text.toString();
    }

    public String toJson() {
        var root = JSON.createObjectNode();
        root.put("benchmark", name).put("measures", measures).put("at", at.toString());
        root.put("reached", isReached());
        var list = root.putArray("figures");
        for (var figure : figures) {
            var node = list.addObject();
            node.put("what", figure.what()).put("value", figure.value()).put("unit", figure.unit());
            figure.bound()
                    .ifPresent(
                            bound ->
                                    node.put(bound.words().replace(' ', '_'), bound.limitValue())
                                            .put("reached", !figure.isMissed()));
        }
        var seen = root.putObject("findings");
        findings.forEach(fact -> seen.put(fact.name(), fact.value()));
        var about = root.putObject("circumstances");
        circumstances.forEach(fact -> about.put(fact.name(), fact.value()));
        return root.toPrettyString() + "\n";
    }

    private static void appendTable(StringBuilder text, String title, List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        text.append("\n## ").append(title).append("\n\n| | |\n|---|---|\n");
        for (var fact : facts) {
            text.append("| ")
                    .append(fact.name())
                    .append(" | ")
                    .append(fact.value().replace("|", "\\|"))
                    .append(" |\n");
        }
    }

    private static String wanted(Figure figure) {
        return figure.bound()
                .map(bound -> bound.words() + " " + withUnit(bound.limitValue(), figure.unit()))
                .orElse("");
    }

    private static String verdict(Figure figure) {
        if (figure.bound().isEmpty()) {
            return "";
        }
        return figure.isMissed() ? "**missed**" : "reached";
    }

    /** Three digits that mean something, more for what is counted in thousands. */
    static String withUnit(double value, String unit) {
        var size = Math.abs(value);
        var format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        var number = String.format(Locale.ROOT, format, value);
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
