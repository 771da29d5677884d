package dev.kycplatform.operators.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.error.KycException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * An operator's JSON object, read strictly: a misspelt setting that is passed over would be taken for
 * one in force. What is refused is named, with what was expected; every refusal is INVALID_REQUEST.
 */
public final class OperatorBody {
    private static final int MOST_DEPTH = 8;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MOST_DEPTH)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final ObjectNode json;
    private final String prefix;

    private OperatorBody(ObjectNode json, String prefix) {
        this.json = json;
        this.prefix = prefix;
    }

    /**
     * @param known the names it may have
     * @throws KycException if it is no object, has a name twice or one that is not known
     */
    public static OperatorBody of(byte[] body, Set<String> known) {
        return new OperatorBody(object(body), "").requireKnown(known);
    }

    /** The same, where no body asks for nothing special. */
    public static OperatorBody ofOptional(byte[] body, Set<String> known) {
        return body.length == 0 ? new OperatorBody(MAPPER.createObjectNode(), "") : of(body, known);
    }

    /**
     * An object within this one.
     *
     * @throws KycException if it has a name that is not known
     */
    public OperatorBody within(ObjectNode value, String name, Set<String> known) {
        return new OperatorBody(value, prefix + name + ".").requireKnown(known);
    }

    public Optional<String> text(String name) {
        return member(name, JsonNode::isTextual, "a string").map(JsonNode::textValue);
    }

    public String requiredText(String name) {
        return text(name)
                .orElseThrow(() -> Operators.invalid(prefix + name + " is required, a string"));
    }

    public Optional<Boolean> flag(String name) {
        return member(name, JsonNode::isBoolean, "true or false").map(JsonNode::booleanValue);
    }

    public Optional<Long> number(String name) {
        return member(name, JsonNode::canConvertToExactIntegral, "a whole number")
                .map(JsonNode::longValue);
    }

    /** Why it is asked for: 1 to 256 bytes. */
    public Optional<String> reason() {
        return text("reason").map(reason -> Operators.storable(reason, "reason"));
    }

    /** As it came; absent if it is not there. */
    public Optional<JsonNode> member(String name) {
        return Optional.ofNullable(json.get(name));
    }

    private Optional<JsonNode> member(String name, Predicate<JsonNode> isRight, String expected) {
        var value = member(name);
        if (value.isPresent() && !isRight.test(value.get())) {
            throw Operators.invalid(prefix + name + " must be " + expected);
        }
        return value;
    }

    private OperatorBody requireKnown(Set<String> known) {
        var unknown = new ArrayList<String>();
        json.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw Operators.invalid(
                    "%s%s is unknown; known are %s"
                            .formatted(
                                    prefix,
                                    String.join(", " + prefix, unknown),
                                    String.join(", ", new TreeSet<>(known))));
        }
        return this;
    }

    private static ObjectNode object(byte[] body) {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode json) {
                return json;
            }
        } catch (IOException _) {
            // Neither is what cannot be parsed.
        }
        throw Operators.invalid("the body must be a JSON object, each of its members once");
    }
}
