package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lag, for people. */
final class LagText {
    private static final String UNKNOWN = "?";

    private LagText() {}

    /** @param partitions a line for each, not for each group and topic */
    static String of(JsonNode lines, boolean partitions) {
        Map<String, List<JsonNode>> rows = new LinkedHashMap<>();
        for (JsonNode line : lines) {
            String row = line.path("group").asText() + "\n" + line.path("topic").asText();
            rows.computeIfAbsent(
                            partitions ? row + "\n" + line.path("partition").asText() : row,
                            name -> new ArrayList<>())
                    .add(line);
        }
        StringBuilder text = new StringBuilder();
        text.append(
                row(
                        "group",
                        "topic",
                        partitions ? "partition" : "partitions",
                        "records",
                        "oldest",
                        "in/s",
                        "out/s",
                        "drained in"));
        rows.values().forEach(row -> text.append(partitions ? partition(row) : topic(row)));
        return text.toString();
    }

    private static String partition(List<JsonNode> row) {
        return row(row, row.getFirst().path("partition").asText());
    }

    private static String topic(List<JsonNode> row) {
        return row(row, Integer.toString(row.size()));
    }

    private static String row(List<JsonNode> row, String partition) {
        long records = row.stream().mapToLong(line -> line.path("records").asLong()).sum();
        return row(
                row.getFirst().path("group").asText(),
                row.getFirst().path("topic").asText(),
                partition,
                Long.toString(records),
                oldest(row),
                rate(row, "produced_per_second"),
                rate(row, "consumed_per_second"),
                drained(row));
    }

    /** That of the partition that is furthest behind. */
    private static String oldest(List<JsonNode> row) {
        if (row.stream().anyMatch(line -> !line.has("seconds"))) {
            return UNKNOWN;
        }
        return time(
                row.stream().mapToDouble(line -> line.path("seconds").asDouble()).max().orElse(0));
    }

    /** When its last partition is: one that only falls behind is not helped by others that do not. */
    private static String drained(List<JsonNode> row) {
        if (row.stream().anyMatch(line -> !line.has("drains_in_seconds"))) {
            return "not at this rate";
        }
        double last =
                row.stream()
                        .mapToDouble(line -> line.path("drains_in_seconds").asDouble())
                        .max()
                        .orElse(0);
        return last == 0 ? "-" : time(last);
    }

    private static String rate(List<JsonNode> row, String name) {
        return String.format(
                Locale.ROOT,
                "%.1f",
                row.stream().mapToDouble(line -> line.path(name).asDouble()).sum());
    }

    private static String time(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        Duration time = Duration.ofSeconds(Math.round(seconds));
        return time.toHours() < 1
                ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
                : "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
    }

    private static String row(
            String group,
            String topic,
            String partition,
            String records,
            String oldest,
            String in,
            String out,
            String drained) {
        return "%-36s %-20s %10s %10s %12s %9s %9s  %s%n"
                .formatted(group, topic, partition, records, oldest, in, out, drained);
    }
}
