package dev.kycplatform.flow.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.flow.FlowDraft;
import dev.kycplatform.flow.flow.FlowId;
import dev.kycplatform.flow.flow.FlowLookup;
import dev.kycplatform.flow.flow.OwnVerdicts;
import dev.kycplatform.flow.flow.Ruling;
import dev.kycplatform.operators.http.OperatorBody;
import dev.kycplatform.operators.http.Operators;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads what operators send about flows, strictly. */
final class FlowRequests {
    private static final Set<String> MEMBERS =
            Set.of("app_handle", "name", "kyc_level", "checks", "lookups", "verdicts", "reason");

    private FlowRequests() {}

    record Creation(FlowDraft draft, Optional<String> reason) {}

    static Creation creation(byte[] bytes) {
        var body = OperatorBody.of(bytes, MEMBERS);
        var draft =
                new FlowDraft(
                        handle(body.requiredText("app_handle")),
                        Operators.storable(body.requiredText("name"), "name"),
                        body.text("kyc_level").map(level -> Operators.storable(level, "kyc_level")),
                        checks(body),
                        lookups(body),
                        verdicts(body));
        return new Creation(draft, body.reason());
    }

    static Optional<String> reason(byte[] bytes) {
        return OperatorBody.ofOptional(bytes, Set.of("reason")).reason();
    }

    static FlowId id(String text) {
        try {
            return new FlowId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new KycException(ErrorCode.NOT_FOUND, "there is no flow with such an id", e);
        }
    }

    static String handle(String text) {
        if (!EntityHandle.isHandle(text)) {
            throw Operators.invalid("app_handle must be a handle");
        }
        return new AppHandle(text).value();
    }

    private static Set<Check> checks(OperatorBody body) {
        var checks = EnumSet.noneOf(Check.class);
        for (var name : texts(body.member("checks"), "checks")) {
            checks.add(
                    Check.ofWire(name)
                            .orElseThrow(
                                    () ->
                                            Operators.invalid(
                                                    "checks must be some of address, birthdate,"
                                                            + " email, identity, name, phone")));
        }
        return checks;
    }

    /** Absent: any registered identity is looked up. */
    private static List<FlowLookup> lookups(OperatorBody body) {
        var member = body.member("lookups");
        if (member.isEmpty()) {
            return List.of(new FlowLookup("identity", List.of()));
        }
        var lookups = new ArrayList<FlowLookup>();
        for (var one : member.get()) {
            if (!(one instanceof ObjectNode object)) {
                throw Operators.invalid("lookups must be a list of objects");
            }
            var lookup = body.within(object, "lookups", Set.of("name", "id_types"));
            try {
                lookups.add(
                        new FlowLookup(
                                lookup.requiredText("name"),
                                texts(lookup.member("id_types"), "lookups.id_types")));
            } catch (IllegalArgumentException e) {
                throw new KycException(
                        ErrorCode.INVALID_REQUEST,
                        "lookups.name must be 1 to 32 lower-case letters, digits and underscores",
                        e);
            }
        }
        return lookups;
    }

    /** Absent: the verdict table rules on everything. */
    private static OwnVerdicts verdicts(OperatorBody body) {
        var rulings = new HashMap<String, Ruling>();
        body.member("verdicts")
                .ifPresent(
                        json -> {
                            if (!json.isObject()) {
                                throw Operators.invalid("verdicts must be an object");
                            }
                            json.properties()
                                    .forEach(
                                            own ->
                                                    rulings.put(
                                                            own.getKey(), ruling(own.getValue())));
                        });
        return new OwnVerdicts(rulings);
    }

    private static Ruling ruling(JsonNode verdict) {
        return Ruling.ofWire(verdict.asText())
                .orElseThrow(
                        () ->
                                Operators.invalid(
                                        "a verdict must be passed, documents_required, review or"
                                                + " failed"));
    }

    private static List<String> texts(Optional<JsonNode> list, String name) {
        var texts = new LinkedHashSet<String>();
        list.ifPresent(
                json -> {
                    if (!json.isArray()) {
                        throw Operators.invalid(name + " must be a list of strings");
                    }
                    json.forEach(
                            item -> {
                                if (!item.isTextual()) {
                                    throw Operators.invalid(name + " must be a list of strings");
                                }
                                texts.add(item.textValue());
                            });
                });
        return List.copyOf(texts);
    }
}
