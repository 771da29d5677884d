package dev.kycplatform.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What was promised stands in {@code promises.tsv}, a line for each field. Lines are added to it, and none is
 * ever changed or removed: consumers that nobody here knows rely on each.
 */
class EventCompatibilityTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEFORE =
            """
            {"x-topics": ["a"], "type": "object", "required": ["id", "state", "parts"], "properties": {
              "id": {"type": "string"},
              "note": {"type": "string"},
              "state": {"type": "string", "enum": ["open", "closed"]},
              "parts": {"type": "array", "items": {
                "type": "object", "required": ["size"], "properties": {"size": {"type": "integer"}}}}}}
            """;

    @Test
    void nothingThatWasPromisedIsBroken() {
        assertThat(BrokenPromises.between(promised(), EventSchemas.promises())).isEmpty();
    }

    @Test
    void whatIsAddedIsPromisedFromThenOn() {
        assertThat(promised().stream().map(Promise::line))
                .as("copy what is missing to promises.tsv")
                .containsExactlyInAnyOrderElementsOf(
                        EventSchemas.promises().stream().map(Promise::line).toList());
    }

    @Test
    void additionsThatMayBeAbsentAreNoBreach() {
        assertThat(
                        broken(
                                schema -> {
                                    properties(schema).putObject("more").put("type", "integer");
                                    var whole = properties(schema).putObject("whole");
                                    whole.put("type", "object").putArray("required").add("part");
                                    whole.putObject("properties")
                                            .putObject("part")
                                            .put("type", "string");
                                    schema.withArray("x-topics").add("b");
                                    schema.withObject("/properties/state")
                                            .withArray("enum")
                                            .add("held");
                                }))
                .isEmpty();
    }

    @Test
    void aFieldThatIsRemovedIsABreach() {
        assertThat(broken(schema -> properties(schema).remove("note")))
                .containsExactly("event note is removed");
    }

    @Test
    void aFieldInsideAListThatIsRemovedIsABreach() {
        assertThat(
                        broken(
                                schema ->
                                        schema.withObject("/properties/parts/items/properties")
                                                .remove("size")))
                .containsExactly("event parts[].size is removed");
    }

    @Test
    void anotherTypeIsABreach() {
        assertThat(broken(schema -> schema.withObject("/properties/id").put("type", "integer")))
                .containsExactly("event id is integer and was string");
    }

    @Test
    void anotherFormatIsABreach() {
        assertThat(broken(schema -> schema.withObject("/properties/id").put("format", "uuid")))
                .containsExactly("event id is string format=uuid and was string");
    }

    @Test
    void whatIsNewlyRequiredIsABreach() {
        assertThat(broken(schema -> schema.withArray("required").add("note")))
                .containsExactly("event note is required, and records without it exist");
    }

    @Test
    void aNewFieldThatIsRequiredIsABreach() {
        assertThat(
                        broken(
                                schema -> {
                                    properties(schema).putObject("more").put("type", "integer");
                                    schema.withArray("required").add("more");
                                }))
                .containsExactly("event more is required, and records without it exist");
    }

    @Test
    void whatIsNoLongerAlwaysThereIsABreach() {
        assertThat(broken(schema -> schema.withArray("required").remove(0)))
                .containsExactly("event id may be absent and was always there");
    }

    @Test
    void aValueThatIsTakenAwayIsABreach() {
        assertThat(
                        broken(
                                schema ->
                                        schema.withObject("/properties/state")
                                                .withArray("enum")
                                                .remove(1)))
                .containsExactly("event state can no longer be closed");
    }

    @Test
    void anotherTopicIsABreach() {
        assertThat(broken(schema -> schema.putArray("x-topics").add("b")))
                .containsExactly("event can no longer be a");
    }

    @Test
    void anEventThatIsNoMoreIsABreach() {
        var before = List.of(new Promise("event", "", "object", true, Set.of("a")));
        assertThat(BrokenPromises.between(before, List.of())).containsExactly("event is removed");
    }

    private static List<String> broken(Consumer<ObjectNode> change) {
        try {
            var now = (ObjectNode) JSON.readTree(BEFORE);
            change.accept(now);
            return BrokenPromises.between(
                    Promise.in("event", JSON.readTree(BEFORE)).toList(),
                    Promise.in("event", now).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode properties(ObjectNode schema) {
        return schema.withObject("/properties");
    }

    private static List<Promise> promised() {
        try (var file =
                EventCompatibilityTest.class.getResourceAsStream("/contracts/promises.tsv")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Promise::ofLine)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
