package dev.kycplatform.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import dev.kycplatform.contracts.flow.Violations;
import dev.kycplatform.flow.FlowConfig;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads requests and checks their header (contract, section 2). */
@ApplicationScoped
public class Calls {
    private static final byte[] NONE = {};
    private static final String HEADER = "header";
    private static final Set<String> VERSIONS = Set.of("0.2", "v0.2", "V0.2");

    private final CurrentVertxRequest request;
    private final JsonBody bodies;
    private final Clock clock;
    private final Duration oldest;
    private final Duration skew;

    Calls(CurrentVertxRequest request, JsonBody bodies, Clock clock, FlowConfig config) {
        this.request = request;
        this.bodies = bodies;
        this.clock = clock;
        this.oldest = config.request().oldest();
        this.skew = config.request().skew();
    }

    /** The request at hand, on an endpoint that is about an entity: {@code user_handle} is required. */
    public Call aboutUser() {
        return read(request.getCurrent(), body(), true);
    }

    /** The request at hand, on an endpoint of the app as a whole: no {@code user_handle} is needed. */
    public Call aboutApp() {
        return read(request.getCurrent(), body(), false);
    }

    /** A request whose JSON came otherwise than as its body: exactly these bytes, which are what is signed. */
    public Call aboutUser(RoutingContext request, byte[] json) {
        return read(request, json, true);
    }

    private byte[] body() {
        var body = request.getCurrent().body().buffer();
        return body == null ? NONE : body.getBytes();
    }

    private Call read(RoutingContext request, byte[] bytes, boolean isAboutUser) {
        var violations = new Violations();
        var json = bodies.object(bytes);
        if (bytes.length > 0 && json.isEmpty()) {
            violations.add(List.of("body"), "Not a valid JSON object.");
        }
        var fields =
                new Fields(
                        json.orElseGet(JsonNodeFactory.instance::objectNode),
                        violations,
                        List.of(),
                        true);
        var header = fields.object(HEADER);
        header.value("reference").ifPresent(CallFacts.of(request)::callersReference);
        if (!header.isPresent()) {
            if (violations.isEmpty()) {
                fields.missing(HEADER);
            }
            return new Call(bytes, fields, violations, null);
        }
        checkCreated(header);
        checkVersion(header);
        var app = app(header);
        var user = handle(header, "user_handle", isAboutUser, EntityHandle.PATTERN);
        var checked =
                app.filter(_ -> !isAboutUser || user.isPresent())
                        .map(
                                handle ->
                                        new RequestHeader(
                                                new AppHandle(handle),
                                                user.map(EntityHandle::new),
                                                user));
        return new Call(bytes, fields, violations, checked.orElse(null));
    }

    /** {@code auth_handle} is an older name of the same. */
    private static Optional<String> app(Fields header) {
        return header.has("auth_handle") && !header.has("app_handle")
                ? handle(header, "auth_handle", true, AppHandle.PATTERN)
                : handle(header, "app_handle", true, AppHandle.PATTERN);
    }

    private static Optional<String> handle(
            Fields header, String name, boolean isRequired, String pattern) {
        var text = isRequired ? header.requiredText(name) : header.text(name);
        if (text.isPresent() && !EntityHandle.isHandle(text.get())) {
            header.reject(
                    name, "This value does not match the required handle pattern: " + pattern);
            return Optional.empty();
        }
        return text;
    }

    private void checkCreated(Fields header) {
        var created = header.value("created");
        if (created.isEmpty()) {
            header.missing("created");
            return;
        }
        var epoch = created.flatMap(Calls::epoch);
        if (epoch.isEmpty()) {
            header.reject("created", "Integer not valid epoch.");
            return;
        }
        var now = clock.instant();
        if (epoch.get().isAfter(now.plus(skew))) {
            header.reject(
                    "created",
                    "Epoch cannot be set in the future. (Parsed epoch as: %s)"
                            .formatted(epoch.get()));
        } else if (epoch.get().isBefore(now.minus(oldest))) {
            header.reject(
                    "created",
                    ("Provided epoch in message has expired; please generate a new message and signature to retry"
                                    + " this request. (Parsed epoch as: %s)")
                            .formatted(epoch.get()));
        }
    }

    /** Seconds; milliseconds, which some clients send, are far in the future and are told so. */
    private static Optional<Instant> epoch(JsonNode created) {
        if (!created.isNumber()
                || !created.canConvertToExactIntegral()
                || !created.canConvertToLong()
                || created.longValue() < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.ofEpochSecond(created.longValue()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static void checkVersion(Fields header) {
        if (header.names("version")
                && !header.text("version").map(VERSIONS::contains).orElse(false)) {
            header.reject("version", "This value must be one of 0.2, v0.2, V0.2.");
        }
    }
}
