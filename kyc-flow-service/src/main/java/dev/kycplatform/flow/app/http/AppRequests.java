package dev.kycplatform.flow.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.WebhookType;
import dev.kycplatform.flow.app.App.Kind;
import dev.kycplatform.flow.app.ChangeApp.EndpointChange;
import dev.kycplatform.flow.app.SigningKey;
import dev.kycplatform.operators.http.OperatorBody;
import dev.kycplatform.operators.http.Operators;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads what operators say of apps. What is refused is named, with what was expected. */
@ApplicationScoped
class AppRequests {
    private static final int MOST_LISTED = 200;
    private static final String VALID_UNTIL = "previous_valid_until";
    private static final Set<String> CREATION = Set.of("app_handle", "name", "address", "reason");
    private static final Set<String> CHANGE = Set.of("name", "enabled", "reason");
    private static final Set<String> ROTATION = Set.of(VALID_UNTIL, "reason");
    private static final Set<String> ADDRESS_ROTATION = Set.of(VALID_UNTIL, "address", "reason");
    private static final Set<String> ENDPOINT =
            Set.of("name", "url", "event_types", "enabled", "reason");

    /** @param address of the key the app signs with; absent: a key is made */
    record Creation(
            AppHandle handle, String name, Optional<String> address, Optional<String> reason) {}

    record Change(Optional<String> name, Optional<Boolean> enabled, Optional<String> reason) {}

    record Rotation(
            Optional<Instant> previousValidUntil,
            Optional<String> address,
            Optional<String> reason) {}

    record EndpointRequest(EndpointChange change, Optional<String> reason) {}

    Creation creation(byte[] body) {
        var json = OperatorBody.of(body, CREATION);
        var handle = json.requiredText("app_handle");
        if (!AppHandle.isHandle(handle)) {
            throw Operators.invalid("app_handle must match " + AppHandle.PATTERN);
        }
        var name = Operators.storable(json.text("name").orElse(handle), "name");
        return new Creation(
                new AppHandle(handle),
                name,
                json.text("address").map(AppRequests::address),
                json.reason());
    }

    Change change(byte[] body) {
        var json = OperatorBody.of(body, CHANGE);
        return new Change(
                json.text("name").map(name -> Operators.storable(name, "name")),
                json.flag("enabled"),
                json.reason());
    }

    /** An empty body asks for nothing special. */
    Rotation rotation(byte[] body, Kind kind) {
        var json =
                OperatorBody.ofOptional(body, kind == Kind.ADDRESS ? ADDRESS_ROTATION : ROTATION);
        return new Rotation(
                json.text(VALID_UNTIL).map(time -> Operators.instant(time, VALID_UNTIL)),
                json.text("address").map(AppRequests::address),
                json.reason());
    }

    /** @param id of the endpoint to change; absent: a new one */
    EndpointRequest endpoint(byte[] body, Optional<String> id) {
        var json = OperatorBody.of(body, ENDPOINT);
        return new EndpointRequest(
                new EndpointChange(
                        id,
                        json.text("name").map(name -> Operators.storable(name, "name")),
                        json.text("url"),
                        json.member("event_types").map(AppRequests::types),
                        json.flag("enabled")),
                json.reason());
    }

    Kind kind(String path) {
        return switch (path) {
            case "addresses" -> Kind.ADDRESS;
            case "clients" -> Kind.CLIENT;
            case "webhook-secrets" -> Kind.WEBHOOK_SECRET;
            default -> throw new KycException(ErrorCode.NOT_FOUND, "there is no such path");
        };
    }

    /** @throws KycException with NOT_FOUND for what can be no app's handle */
    AppHandle handle(String text) {
        if (!AppHandle.isHandle(text)) {
            throw new KycException(ErrorCode.NOT_FOUND, "there is no app with such a handle");
        }
        return new AppHandle(text);
    }

    String after(String text) {
        if (!text.isEmpty() && !AppHandle.isHandle(text)) {
            throw Operators.invalid("after must be the next_after of a page");
        }
        return text;
    }

    int limit(String text) {
        return Operators.limit(text, MOST_LISTED);
    }

    private static String address(String text) {
        if (!SigningKey.isAddress(text)) {
            throw Operators.invalid("address must be 0x and 40 hex digits");
        }
        return SigningKey.canonical(text);
    }

    private static Set<WebhookType> types(JsonNode json) {
        var types = EnumSet.noneOf(WebhookType.class);
        json.forEach(
                name ->
                        types.add(
                                WebhookType.ofWire(name.asText())
                                        .orElseThrow(AppRequests::noTypes)));
        if (!json.isArray() || types.isEmpty()) {
            throw noTypes();
        }
        return types;
    }

    private static KycException noTypes() {
        return Operators.invalid(
                "event_types must be a list of at least one of kyc, kyc_status, kyc_action");
    }
}
