package dev.kycplatform.intake.partner.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.job.StorableText;
import dev.kycplatform.intake.partner.Change;
import dev.kycplatform.intake.partner.PartnerChange;
import dev.kycplatform.partners.Partner;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads operators' bodies: strictly, for a misspelt setting that is passed over would be taken for
 * one in force. What is refused is named, with what was expected.
 */
@ApplicationScoped
class OperatorRequests {
    private static final int MOST_DEPTH = 8;
    private static final int MOST_RATE = 1_000_000;
    private static final int MOST_LISTED = 200;

    private static final Set<String> SETTINGS =
            Set.of(
                    "name",
                    "enabled",
                    "production_enabled",
                    "id_types",
                    "default_callback",
                    "rate",
                    "reason");

    private final ObjectMapper mapper =
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

    /** @param partnerId as wanted; absent: the next free one */
    record Registration(
            Optional<String> partnerId, PartnerChange settings, Optional<String> reason) {}

    record Patch(PartnerChange change, Optional<String> reason) {}

    record Rotation(
            Optional<Instant> previousValidUntil, boolean endsOldest, Optional<String> reason) {}

    Registration registration(byte[] body) {
        var json = object(body);
        requireKnown(json, with("partner_id"));
        return new Registration(text(json, "partner_id"), change(json), reason(json));
    }

    /** A JSON merge patch (RFC 7396): null takes a setting away; a rate is one value. */
    Patch patch(byte[] body) {
        var json = object(body);
        requireKnown(json, with("version"));
        return new Patch(change(json), reason(json));
    }

    /** An empty body asks for nothing special. */
    Rotation rotation(byte[] body) {
        var json = body.length == 0 ? mapper.createObjectNode() : object(body);
        requireKnown(json, Set.of("previous_valid_until", "end_oldest", "reason"));
        return new Rotation(
                text(json, "previous_valid_until").map(OperatorRequests::instant),
                flag(json, "end_oldest").orElse(false),
                reason(json));
    }

    Optional<String> reason(Optional<String> text) {
        return text.map(reason -> storable(reason, "reason"));
    }

    /** @throws KycException with NOT_FOUND for what can be no partner's id */
    PartnerId partnerId(String text) {
        if (!StorableText.isStorable(text)) {
            throw new KycException(ErrorCode.NOT_FOUND, "there is no partner with such an id");
        }
        return new PartnerId(text);
    }

    String after(String text) {
        if (!text.isEmpty() && !StorableText.isStorable(text)) {
            throw invalid("after must be the next_after of a page");
        }
        return text;
    }

    int limit(String text) {
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST_LISTED) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw invalid("limit must be a whole number, 1 to " + MOST_LISTED);
    }

    private PartnerChange change(ObjectNode json) {
        return new PartnerChange(
                text(json, "name").map(name -> storable(name, "name")),
                flag(json, "enabled"),
                flag(json, "production_enabled"),
                resettable(json, "id_types", OperatorRequests::idTypes),
                resettable(json, "default_callback", OperatorRequests::address),
                resettable(json, "rate", OperatorRequests::rate),
                version(json));
    }

    private ObjectNode object(byte[] body) {
        try {
            if (mapper.readTree(body) instanceof ObjectNode json) {
                return json;
            }
        } catch (IOException _) {
            // Neither is what cannot be parsed.
        }
        throw invalid("the body must be a JSON object, each of its members once");
    }

    private static void requireKnown(ObjectNode json, Set<String> known) {
        requireKnown(json, known, "");
    }

    private static void requireKnown(ObjectNode json, Set<String> known, String prefix) {
        var unknown = new ArrayList<String>();
        json.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw invalid(
                    "%s%s is unknown; known are %s"
                            .formatted(
                                    prefix,
                                    String.join(", " + prefix, unknown),
                                    String.join(", ", new TreeSet<>(known))));
        }
    }

    private static Set<String> with(String name) {
        var names = new TreeSet<>(SETTINGS);
        names.add(name);
        return names;
    }

    private static Optional<String> text(ObjectNode json, String name) {
        return member(json, name, JsonNode::isTextual, "a string").map(JsonNode::textValue);
    }

    private static Optional<Boolean> flag(ObjectNode json, String name) {
        return member(json, name, JsonNode::isBoolean, "true or false").map(JsonNode::booleanValue);
    }

    private static Optional<Long> version(ObjectNode json) {
        return member(json, "version", JsonNode::canConvertToExactIntegral, "a whole number")
                .map(JsonNode::longValue);
    }

    private static Optional<JsonNode> member(
            ObjectNode json, String name, Function<JsonNode, Boolean> isRight, String expected) {
        var value = json.get(name);
        if (value != null && !isRight.apply(value)) {
            throw invalid(name + " must be " + expected);
        }
        return Optional.ofNullable(value);
    }

    private static Optional<String> reason(ObjectNode json) {
        return text(json, "reason").map(reason -> storable(reason, "reason"));
    }

    private static <T> Change<T> resettable(
            ObjectNode json, String name, Function<JsonNode, T> read) {
        var value = json.get(name);
        if (value == null) {
            return new Change.Keep<>();
        }
        return value.isNull() ? new Change.Reset<>() : new Change.Set<>(read.apply(value));
    }

    private static List<String> idTypes(JsonNode json) {
        var names = new LinkedHashSet<String>();
        json.forEach(name -> names.add(name.isTextual() ? name.textValue() : ""));
        if (!json.isArray() || names.isEmpty() || names.contains("")) {
            throw invalid(
                    "id_types must be a list of at least one ID type, as [\"NG/BVN\"], or null for all");
        }
        return List.copyOf(names);
    }

    private static String address(JsonNode json) {
        if (!json.isTextual()) {
            throw invalid("default_callback must be a URL, or null for none");
        }
        return json.textValue();
    }

    private static Partner.Rate rate(JsonNode json) {
        if (!(json instanceof ObjectNode rate)) {
            throw invalid("rate must be an object with per_second and burst, or null for none");
        }
        requireKnown(rate, Set.of("per_second", "burst"), "rate.");
        return new Partner.Rate(requests(rate, "per_second"), requests(rate, "burst"));
    }

    private static int requests(ObjectNode rate, String name) {
        var value = rate.get(name);
        if (value == null
                || !value.isInt()
                || value.intValue() < 1
                || value.intValue() > MOST_RATE) {
            throw invalid("rate.%s must be a whole number, 1 to %d".formatted(name, MOST_RATE));
        }
        return value.intValue();
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            throw invalid(
                    "previous_valid_until must be a time with its offset, as 2026-01-31T12:00:00Z");
        }
    }

    private static String storable(String text, String name) {
        if (text.isBlank() || !StorableText.isStorable(text)) {
            throw invalid(name + " must be 1 to 256 bytes of valid text");
        }
        return text;
    }

    private static KycException invalid(String detail) {
        return new KycException(ErrorCode.INVALID_REQUEST, detail);
    }
}
