package dev.kycplatform.intake.partner.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.job.StorableText;
import dev.kycplatform.intake.partner.Change;
import dev.kycplatform.intake.partner.PartnerChange;
import dev.kycplatform.operators.http.OperatorBody;
import dev.kycplatform.operators.http.Operators;
import dev.kycplatform.partners.Partner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads what operators say of partners. What is refused is named, with what was expected.
 */
@ApplicationScoped
class OperatorRequests {
    private static final int MOST_RATE = 1_000_000;
    private static final int MOST_LISTED = 200;

    private static final String VALID_UNTIL = "previous_valid_until";
    private static final Set<String> ROTATION = Set.of(VALID_UNTIL, "end_oldest", "reason");

    private static final Set<String> SETTINGS =
            Set.of(
                    "name",
                    "enabled",
                    "production_enabled",
                    "id_types",
                    "default_callback",
                    "rate",
                    "give_up_after",
                    "reason");

    /** @param partnerId as wanted; absent: the next free one */
    record Registration(
            Optional<String> partnerId, PartnerChange settings, Optional<String> reason) {}

    record Patch(PartnerChange change, Optional<String> reason) {}

    record Rotation(
            Optional<Instant> previousValidUntil, boolean endsOldest, Optional<String> reason) {}

    Registration registration(byte[] body) {
        var json = OperatorBody.of(body, with("partner_id"));
        return new Registration(json.text("partner_id"), change(json), json.reason());
    }

    /** A JSON merge patch (RFC 7396): null takes a setting away; a rate is one value. */
    Patch patch(byte[] body) {
        var json = OperatorBody.of(body, with("version"));
        return new Patch(change(json), json.reason());
    }

    /** An empty body asks for nothing special. */
    Rotation rotation(byte[] body) {
        var json = OperatorBody.ofOptional(body, ROTATION);
        return new Rotation(
                json.text(VALID_UNTIL).map(time -> Operators.instant(time, VALID_UNTIL)),
                json.flag("end_oldest").orElse(false),
                json.reason());
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
            throw Operators.invalid("after must be the next_after of a page");
        }
        return text;
    }

    int limit(String text) {
        return Operators.limit(text, MOST_LISTED);
    }

    private static PartnerChange change(OperatorBody json) {
        return new PartnerChange(
                json.text("name").map(name -> Operators.storable(name, "name")),
                json.flag("enabled"),
                json.flag("production_enabled"),
                resettable(json, "id_types", OperatorRequests::idTypes),
                resettable(json, "default_callback", OperatorRequests::address),
                resettable(json, "rate", value -> rate(json, value)),
                resettable(json, "give_up_after", OperatorRequests::duration),
                json.number("version"));
    }

    private static Set<String> with(String name) {
        var names = new TreeSet<>(SETTINGS);
        names.add(name);
        return names;
    }

    private static <T> Change<T> resettable(
            OperatorBody json, String name, Function<JsonNode, T> read) {
        var value = json.member(name);
        if (value.isEmpty()) {
            return new Change.Keep<>();
        }
        return value.get().isNull()
                ? new Change.Reset<>()
                : new Change.Set<>(read.apply(value.get()));
    }

    private static List<String> idTypes(JsonNode json) {
        var names = new LinkedHashSet<String>();
        json.forEach(name -> names.add(name.isTextual() ? name.textValue() : ""));
        if (!json.isArray() || names.isEmpty() || names.contains("")) {
            throw Operators.invalid(
                    "id_types must be a list of at least one ID type, as [\"NG/BVN\"], or null for all");
        }
        return List.copyOf(names);
    }

    private static String address(JsonNode json) {
        if (!json.isTextual()) {
            throw Operators.invalid("default_callback must be a URL, or null for none");
        }
        return json.textValue();
    }

    private static Duration duration(JsonNode json) {
        try {
            return Duration.parse(json.isTextual() ? json.textValue() : "");
        } catch (DateTimeParseException _) {
            throw Operators.invalid(
                    "give_up_after must be a duration in ISO 8601, as P3D, or null for the deployment's own");
        }
    }

    private static Partner.Rate rate(OperatorBody json, JsonNode value) {
        if (!(value instanceof ObjectNode object)) {
            throw Operators.invalid(
                    "rate must be an object with per_second and burst, or null for none");
        }
        var rate = json.within(object, "rate", Set.of("per_second", "burst"));
        return new Partner.Rate(requests(rate, "per_second"), requests(rate, "burst"));
    }

    private static int requests(OperatorBody rate, String name) {
        return rate.member(name)
                .filter(JsonNode::isInt)
                .map(JsonNode::intValue)
                .filter(count -> count >= 1 && count <= MOST_RATE)
                .orElseThrow(
                        () ->
                                Operators.invalid(
                                        "rate.%s must be a whole number, 1 to %d"
                                                .formatted(name, MOST_RATE)));
    }
}
