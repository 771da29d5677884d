package dev.kycplatform.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.flow.Violations;
import dev.kycplatform.contracts.job.StorableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The members of one object of a request. Absent, {@code null} and {@code ""} are the same, for the vendor's clients send
 * each where another leaves out. What does not fit is noted among the call's violations and reads as absent.
 */
public final class Fields {
    /** More than any field of the contract holds. */
    private static final int MOST_CHARACTERS = 1024;

    private final ObjectNode json;
    private final Violations violations;
    private final List<String> path;
    private final boolean isPresent;

    Fields(ObjectNode json, Violations violations, List<String> path, boolean isPresent) {
        this.json = json;
        this.violations = violations;
        this.path = path;
        this.isPresent = isPresent;
    }

    /** False for an object that the request does not have; its members are absent. */
    public boolean isPresent() {
        return isPresent;
    }

    /** True if it is there and says something: neither null nor "". */
    public boolean has(String name) {
        return value(name).isPresent();
    }

    /** True if the member is there, be it null or "". */
    public boolean names(String name) {
        return json.has(name);
    }

    /** The members' names, as they came. */
    public List<String> names() {
        var names = new ArrayList<String>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A text; a number reads as its digits, for some clients send postal codes so. */
    public Optional<String> text(String name) {
        return value(name)
                .flatMap(
                        value -> {
                            if (!value.isTextual() && !value.isNumber()) {
                                reject(name, "Not a valid string.");
                                return Optional.empty();
                            }
                            var text = value.asText();
                            if (!isStorable(text)) {
                                reject(name, "This value cannot be stored.");
                                return Optional.empty();
                            }
                            return Optional.of(text);
                        });
    }

    /** The same; its absence is a violation. */
    public Optional<String> requiredText(String name) {
        if (!has(name)) {
            missing(name);
        }
        return text(name);
    }

    public Optional<UUID> uuid(String name) {
        return text(name).flatMap(text -> uuid(name, text));
    }

    public Optional<UUID> requiredUuid(String name) {
        return requiredText(name).flatMap(text -> uuid(name, text));
    }

    public Optional<Boolean> flag(String name) {
        return value(name)
                .flatMap(
                        value -> {
                            if (!value.isBoolean()) {
                                reject(name, "Not a valid boolean.");
                                return Optional.empty();
                            }
                            return Optional.of(value.booleanValue());
                        });
    }

    /** A whole number; digits as a text read as one. */
    public Optional<Long> wholeNumber(String name) {
        return value(name)
                .flatMap(
                        value -> {
                            if (value.isNumber()
                                    && value.canConvertToExactIntegral()
                                    && value.canConvertToLong()) {
                                return Optional.of(value.longValue());
                            }
                            if (value.isTextual() && value.textValue().matches("-?[0-9]{1,18}")) {
                                return Optional.of(Long.parseLong(value.textValue()));
                            }
                            reject(name, "Not a valid integer.");
                            return Optional.empty();
                        });
    }

    /** Texts of a list; absent: none. */
    public List<String> texts(String name) {
        var texts = new ArrayList<String>();
        value(name)
                .ifPresent(
                        value -> {
                            if (!value.isArray()) {
                                reject(name, "Not a valid list.");
                                return;
                            }
                            value.forEach(
                                    item -> {
                                        if (item.isTextual() && isStorable(item.textValue())) {
                                            texts.add(item.textValue());
                                        } else {
                                            reject(name, "Not a list of valid strings.");
                                        }
                                    });
                        });
        return texts;
    }

    /** UUIDs of a list; absent: none. */
    public List<UUID> uuids(String name) {
        return texts(name).stream().flatMap(text -> uuid(name, text).stream()).toList();
    }

    /** An object within; if there is none, one without members that {@linkplain #isPresent is not there}. */
    public Fields object(String name) {
        var within = Stream.concat(path.stream(), Stream.of(name)).toList();
        var value = value(name);
        if (value.isPresent() && value.get() instanceof ObjectNode object) {
            return new Fields(object, violations, within, true);
        }
        value.ifPresent(_ -> reject(name, "Not a valid object."));
        return new Fields(JsonNodeFactory.instance.objectNode(), violations, within, false);
    }

    /** Notes what is wrong with a member. */
    public void reject(String name, String... messages) {
        violations.add(pathOf(name), messages);
    }

    /** Notes that a member must be there. */
    public void missing(String name) {
        violations.missing(pathOf(name));
    }

    private List<String> pathOf(String name) {
        return Stream.concat(path.stream(), Stream.of(name)).toList();
    }

    Optional<JsonNode> value(String name) {
        return Optional.ofNullable(json.get(name))
                .filter(value -> !value.isNull())
                .filter(value -> !value.isTextual() || !value.textValue().isBlank());
    }

    private Optional<UUID> uuid(String name, String text) {
        // The JDK's own reading takes shortened ones too.
        if (text.length() == 36) {
            try {
                return Optional.of(UUID.fromString(text));
            } catch (IllegalArgumentException _) {
                // Said below.
            }
        }
        reject(name, "Not a valid UUID.");
        return Optional.empty();
    }

    private static boolean isStorable(String text) {
        return text.length() <= MOST_CHARACTERS
                && text.indexOf('\0') < 0
                && StorableText.isUnicode(text);
    }
}
