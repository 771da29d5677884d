package dev.kycplatform.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.kycplatform.contracts.event.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The AsyncAPI document that is published, and the schemas it refers to. */
final class AsyncApi {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);

    private final JsonNode document;

    private AsyncApi(JsonNode document) {
        this.document = document;
    }

    static AsyncApi published() {
        return new AsyncApi(read("asyncapi.yaml"));
    }

    JsonNode document() {
        return document;
    }

    /** By their address. */
    Map<String, JsonNode> channels() {
        var channels = new TreeMap<String, JsonNode>();
        document.path("channels")
                .forEach(channel -> channels.put(channel.path("address").asText(), channel));
        return channels;
    }

    /** The messages of a channel, each resolved. */
    List<JsonNode> messages(JsonNode channel) {
        return channel.path("messages")
                .propertyStream()
                .map(it -> resolved(it.getValue()))
                .toList();
    }

    /** All messages, by their name. */
    Map<String, JsonNode> messages() {
        var messages = new TreeMap<String, JsonNode>();
        document.at("/components/messages")
                .forEach(message -> messages.put(message.path("name").asText(), message));
        return messages;
    }

    /** The message of that name on the topic. */
    Optional<JsonNode> message(String topic, String name) {
        return Optional.ofNullable(channels().get(topic)).stream()
                .flatMap(channel -> messages(channel).stream())
                .filter(message -> message.path("name").asText().equals(name))
                .findFirst();
    }

    /** What a reference inside the document leads to. */
    JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asText();
        return reference.startsWith("#") ? document.at(reference.substring(1)) : node;
    }

    /** What a message's headers or value must be; empty: anything. */
    static Optional<JsonNode> schema(JsonNode message, String part) {
        var file = message.path(part).path("schema").path("$ref");
        return file.isMissingNode()
                ? Optional.empty()
                : Optional.of(read(file.asText().replaceFirst("^\\./", "")));
    }

    /**
     * What is wrong with a value. Consumers ignore fields they do not know; here a field that the schema does not
     * name is a fault, for it is one that nobody wrote down.
     */
    static List<String> faults(JsonNode schema, JsonNode value) {
        var closed = schema.deepCopy();
        close(closed);
        return faultsOf(closed, value, SpecVersion.VersionFlag.V7);
    }

    static List<String> faultsOf(JsonNode schema, JsonNode value, SpecVersion.VersionFlag version) {
        var factory =
                version == SpecVersion.VersionFlag.V7
                        ? SCHEMAS
                        : JsonSchemaFactory.getInstance(version);
        return factory
                .getSchema(
                        schema,
                        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build())
                .validate(value)
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && schema.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(AsyncApi::close);
    }

    private static JsonNode read(String file) {
        try (var stream = EventType.class.getResourceAsStream(file)) {
            return YAML.readTree(Objects.requireNonNull(stream, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
