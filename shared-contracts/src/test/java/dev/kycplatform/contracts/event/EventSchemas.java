package dev.kycplatform.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The schemas as they stand beside {@link EventType}. */
final class EventSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventSchemas() {}

    static JsonNode of(EventType type) {
        try (var file = EventType.class.getResourceAsStream(type.schema())) {
            return JSON.readTree(Objects.requireNonNull(file, type.schema()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is promised of all events. */
    static List<Promise> promises() {
        return Arrays.stream(EventType.values())
                .flatMap(type -> Promise.in(type.wire(), of(type)))
                .toList();
    }

    static Stream<String> names(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(i -> array.get(i).asText());
    }
}
