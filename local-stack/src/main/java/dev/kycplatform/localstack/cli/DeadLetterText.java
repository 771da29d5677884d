package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/** Dead letters, for people. */
final class DeadLetterText {
    /** What fits on a screen in hex. */
    private static final int MOST_HEX = 512;

    private DeadLetterText() {}

    static String list(JsonNode letters, boolean isWhole) {
        StringBuilder text = new StringBuilder();
        text.append(line("service", "id", "at", "topic", "origin", "cause", "size", "key"));
        for (JsonNode letter : letters) {
            text.append(
                    line(
                            letter.path("service").asText(),
                            letter.path("id").asText(),
                            letter.path("at").asText(),
                            letter.path("topic").asText(),
                            letter.path("origin").asText(),
                            letter.path("cause").asText(),
                            letter.path("size").asText(),
                            letter.path("key").asText()
                                    + (letter.path("redriven").asBoolean() ? "  (put back)" : "")));
        }
        if (!isWhole) {
            text.append("There are more; --limit and --since show others.%n".formatted());
        }
        return text.toString();
    }

    private static String line(
            String service,
            String id,
            String at,
            String topic,
            String origin,
            String cause,
            String size,
            String key) {
        return "%-20s %-9s %-25s %-14s %-18s %-18s %8s  %s%n"
                .formatted(service, id, at, topic, origin, cause, size, key);
    }

    static String one(JsonNode letter) {
        StringBuilder text = new StringBuilder();
        for (String name :
                new String[] {
                    "id",
                    "at",
                    "service",
                    "topic",
                    "origin",
                    "cause",
                    "detail",
                    "not_kept",
                    "key",
                    "size",
                    "redriven"
                }) {
            if (letter.has(name)) {
                text.append("%-10s %s%n".formatted(name, letter.path(name).asText()));
            }
        }
        letter.path("headers")
                .properties()
                .forEach(
                        header ->
                                text.append(
                                        "  %-16s %s%n"
                                                .formatted(
                                                        header.getKey(),
                                                        header.getValue().asText())));
        if (letter.has("value")) {
            text.append("value      %s%n".formatted(letter.path("value").asText()));
            text.append("in hex     %s%n".formatted(hex(letter.path("value"))));
        }
        return text.toString();
    }

    private static String hex(JsonNode base64) {
        try {
            byte[] bytes = base64.binaryValue();
            int shown = Math.min(bytes.length, MOST_HEX);
            return HexFormat.of().formatHex(bytes, 0, shown) + (shown < bytes.length ? "…" : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
