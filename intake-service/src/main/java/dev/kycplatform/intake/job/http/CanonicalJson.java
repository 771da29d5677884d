package dev.kycplatform.intake.job.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * The canonical form of a request's content, in which two requests are the same job or not (decisions,
 * idempotency): keys sorted, numbers by value, no white space, without signature, timestamp, source_sdk*
 * and metadata, and without what counts as absent.
 */
final class CanonicalJson {
    private CanonicalJson() {}

    static byte[] of(ObjectNode request) {
        var text = new StringBuilder();
        var content = new TreeMap<String, JsonNode>();
        request.properties()
                .forEach(
                        field -> {
                            if (isContent(field.getKey()) && !isAbsent(field.getValue())) {
                                content.put(field.getKey(), field.getValue());
                            }
                        });
        write(content, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isContent(String name) {
        return !name.equals("signature")
                && !name.equals("timestamp")
                && !name.equals("metadata")
                && !name.startsWith("source_sdk");
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isNull() || (value.isTextual() && value.textValue().isEmpty());
    }

    private static void write(JsonNode value, StringBuilder text) {
        if (value.isObject()) {
            var members = new TreeMap<String, JsonNode>();
            value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            write(members, text);
        } else if (value.isArray()) {
            text.append('[');
            value.forEach(
                    element -> {
                        write(element, text);
                        text.append(',');
                    });
            text.append(']');
        } else if (value.isNumber()) {
            text.append(value.decimalValue().stripTrailingZeros());
        } else if (value.isTextual()) {
            write(value.textValue(), text);
        } else {
            text.append(value.asText());
        }
    }

    /** As a node would print itself, which would make a generator for each. */
    private static void write(String value, StringBuilder text) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        text.append('"');
    }

    private static void write(TreeMap<String, JsonNode> members, StringBuilder text) {
        text.append('{');
        members.forEach(
                (name, value) -> {
                    write(name, text);
                    text.append(':');
                    write(value, text);
                    text.append(',');
                });
        text.append('}');
    }
}
