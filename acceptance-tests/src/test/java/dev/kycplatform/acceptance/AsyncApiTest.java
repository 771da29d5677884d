package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.Principal;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.EventType;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The published document says what {@link Topics} and {@link EventType} say. */
class AsyncApiTest {
    private static final AsyncApi API = AsyncApi.published();

    @Test
    void describesEveryTopicAndNoOther() {
        assertThat(API.channels().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Topics.values()).map(Topics::topicName).toList());
    }

    @ParameterizedTest
    @EnumSource(Topics.class)
    void saysWhatTheBrokerIsTold(Topics topic) {
        var kafka = channel(topic).at("/bindings/kafka");
        var said = new TreeMap<String, String>();
        kafka.path("topicConfiguration")
                .propertyStream()
                .forEach(
                        setting ->
                                said.put(
                                        setting.getKey(),
                                        setting.getValue().isArray()
                                                ? String.join(",", texts(setting.getValue()))
                                                : setting.getValue().asText()));

        assertThat(said)
                .isEqualTo(
                        topic.settings().stream()
                                .collect(
                                        Collectors.toMap(
                                                Topics.Setting::name, Topics.Setting::value)));
        assertThat(kafka.path("topic").asText()).isEqualTo(topic.topicName());
    }

    @ParameterizedTest
    @EnumSource(Topics.class)
    void saysWhoWritesAndWhoReads(Topics topic) {
        assertThat(texts(channel(topic).path("x-writers"))).isEqualTo(wires(topic.writers()));
        assertThat(texts(channel(topic).path("x-readers"))).isEqualTo(wires(topic.readers()));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void namesEachEventWhereItsSchemaSaysItIs(EventType type) {
        var message = Objects.requireNonNull(API.messages().get(type.wire()), type.wire());
        assertThat(message.at("/payload/schema/$ref").asText()).isEqualTo("./" + type.schema());
        var topics =
                API.channels().entrySet().stream()
                        .filter(
                                channel ->
                                        API.messages(channel.getValue()).stream()
                                                .anyMatch(
                                                        it ->
                                                                it.path("name")
                                                                        .equals(
                                                                                message.path(
                                                                                        "name"))))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        assertThat(topics)
                .isEqualTo(
                        texts(AsyncApi.schema(message, "payload").orElseThrow().path("x-topics")));
    }

    @Test
    void itsExamplesAreWhatItsSchemasSay() {
        var examples = 0;
        for (var message : API.messages().values()) {
            for (var example : message.path("examples")) {
                assertThat(
                                AsyncApi.faults(
                                        AsyncApi.schema(message, "payload").orElseThrow(),
                                        example.path("payload")))
                        .as(message.path("name").asText())
                        .isEmpty();
                examples++;
            }
        }
        assertThat(examples).isEqualTo(5);
    }

    @Test
    void aFieldThatNobodyWroteDownIsAFault() {
        var message = Objects.requireNonNull(API.messages().get(EventType.ENDPOINT_CHANGED.wire()));
        ObjectNode value = message.at("/examples/0/payload").deepCopy();

        value.put("more", 1);

        assertThat(AsyncApi.faults(AsyncApi.schema(message, "payload").orElseThrow(), value))
                .singleElement()
                .asString()
                .contains("more");
    }

    private static JsonNode channel(Topics topic) {
        return Objects.requireNonNull(API.channels().get(topic.topicName()), topic.topicName());
    }

    private static Set<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    private static Set<String> wires(Set<Principal> principals) {
        return principals.stream().map(Principal::wire).collect(Collectors.toSet());
    }
}
