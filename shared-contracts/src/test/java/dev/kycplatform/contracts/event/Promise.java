package dev.kycplatform.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a consumer may rely on of one field of an event.
 *
 * @param event its {@code ce_type}
 * @param path from the value down, as {@code api_keys[].id}; empty: the value itself
 * @param type the schema's, with format, pattern or constant
 * @param isAlwaysThere whether the field is required of what it is in
 * @param values what it may be, if that is a list; of the value itself, the topics it is on
 */
record Promise(String event, String path, String type, boolean isAlwaysThere, Set<String> values) {
    static final Comparator<Promise> ORDER =
            Comparator.comparing(Promise::event).thenComparing(Promise::path);

    /** All that a schema promises. */
    static Stream<Promise> in(String event, JsonNode schema) {
        return Stream.concat(
                Stream.of(
                        new Promise(
                                event,
                                "",
                                typeOf(schema),
                                true,
                                EventSchemas.names(schema.path("x-topics"))
                                        .collect(Collectors.toCollection(TreeSet::new)))),
                inside(event, "", schema));
    }

    private static Stream<Promise> inside(String event, String path, JsonNode schema) {
        var required =
                EventSchemas.names(schema.path("required")).collect(Collectors.toUnmodifiableSet());
        return schema.path("properties").properties().stream()
                .flatMap(
                        property ->
                                of(
                                        event,
                                        path.isEmpty()
                                                ? property.getKey()
                                                : path + "." + property.getKey(),
                                        property.getValue(),
                                        required.contains(property.getKey())));
    }

    private static Stream<Promise> of(
            String event, String path, JsonNode schema, boolean isAlwaysThere) {
        var own =
                new Promise(
                        event,
                        path,
                        typeOf(schema),
                        isAlwaysThere,
                        EventSchemas.names(schema.path("enum"))
                                .collect(Collectors.toCollection(TreeSet::new)));
        var items = schema.path("items");
        var below =
                items.isMissingNode()
                        ? inside(event, path, schema)
                        : of(event, path + "[]", items, true);
        return Stream.concat(Stream.of(own), below);
    }

    private static String typeOf(JsonNode schema) {
        var type = new StringBuilder(schema.path("type").asText());
        for (var narrower : new String[] {"const", "format", "pattern", "contentEncoding"}) {
            if (schema.has(narrower)) {
                type.append(' ').append(narrower).append('=').append(schema.get(narrower).asText());
            }
        }
        return type.toString();
    }

    /** A line of {@code promises.tsv}. */
    String line() {
        return String.join(
                "\t",
                event,
                path.isEmpty() ? "." : path,
                type,
                isAlwaysThere ? "always" : "maybe",
                values.isEmpty() ? "-" : String.join(",", values));
    }

    static Promise ofLine(String line) {
        var columns = line.split("\t", -1);
        return new Promise(
                columns[0],
                columns[1].equals(".") ? "" : columns[1],
                columns[2],
                columns[3].equals("always"),
                columns[4].equals("-") ? Set.of() : new TreeSet<>(Set.of(columns[4].split(","))));
    }
}
