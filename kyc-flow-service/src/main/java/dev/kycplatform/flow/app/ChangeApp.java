package dev.kycplatform.flow.app;

import dev.kycplatform.callbackpolicy.CallbackPolicy;
import dev.kycplatform.callbackpolicy.Verdict;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.WebhookType;
import dev.kycplatform.flow.FlowConfig;
import dev.kycplatform.flow.app.App.Credential;
import dev.kycplatform.flow.app.App.Endpoint;
import dev.kycplatform.flow.app.App.Kind;
import dev.kycplatform.flow.app.AppSecrets.Fresh;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Changes of an app: its settings, its credentials, where its webhooks go. */
@ApplicationScoped
public class ChangeApp {
    /** A rotation needs two; addresses may be one for each of an app's servers. */
    private static final int MOST_LIVE = 5;

    private static final int MOST_ENDPOINTS = 10;

    private final AuditedApps registry;
    private final AppSecrets secrets;
    private final CallbackPolicy callbackPolicy;
    private final Clock clock;
    private final Duration overlap;

    ChangeApp(
            AuditedApps registry,
            AppSecrets secrets,
            CallbackPolicy callbackPolicy,
            Clock clock,
            FlowConfig config) {
        this.registry = registry;
        this.secrets = secrets;
        this.callbackPolicy = callbackPolicy;
        this.clock = clock;
        this.overlap = config.secretOverlap();
    }

    /** The app with its new credential; the secret, or the private key, is shown this once. */
    public record Rotated(App app, Credential credential, Optional<String> secret) {}

    /** @throws KycException with NOT_FOUND or CONFLICT */
    public App change(
            AppHandle handle,
            Optional<String> name,
            Optional<Boolean> enabled,
            Requester requester) {
        var now = now();
        return registry.change(
                handle,
                app ->
                        app.withSettings(
                                name.orElse(app.name()), enabled.orElse(app.isEnabled()), now),
                "app.change("
                        + enabled.map(value -> "enabled=" + value).orElse("")
                        + name.map(_ -> " name").orElse("")
                        + ")",
                requester);
    }

    /**
     * A new credential beside the live ones of its kind, which get an end.
     *
     * @param address of an app's own key; empty: one is made. For addresses only
     * @param othersEnd empty: after the usual time
     * @throws KycException with INVALID_REQUEST, NOT_FOUND or CONFLICT
     */
    public Rotated rotate(
            AppHandle handle,
            Kind kind,
            Optional<String> address,
            Optional<Instant> othersEnd,
            Requester requester) {
        var now = now();
        var end = othersEnd.orElseGet(() -> now.plus(overlap)).truncatedTo(ChronoUnit.MICROS);
        if (!end.isAfter(now)) {
            throw new KycException(
                    ErrorCode.INVALID_REQUEST, "previous_valid_until must be in the future");
        }
        var fresh = fresh(handle, kind, address, now);
        var app =
                registry.change(
                        handle,
                        known -> {
                            requireRoom(known, fresh.credential(), now);
                            return known.rotated(fresh.credential(), end, now);
                        },
                        "app.%s.rotate(%s)".formatted(kind.label(), fresh.credential().id()),
                        requester);
        return new Rotated(
                app,
                fresh.credential(),
                Optional.of(fresh.secret()).filter(secret -> !secret.isEmpty()));
    }

    private Fresh fresh(AppHandle handle, Kind kind, Optional<String> address, Instant now) {
        return switch (kind) {
            case CLIENT -> secrets.client(handle, now);
            case WEBHOOK_SECRET -> secrets.webhookSecret(handle, now);
            case ADDRESS -> {
                var key =
                        address.map(its -> new SigningKey("", SigningKey.canonical(its)))
                                .orElseGet(AppSecrets::signingKey);
                yield new Fresh(
                        new Credential(key.address(), Kind.ADDRESS, new byte[0], now, null),
                        key.privateKey());
            }
        };
    }

    private static void requireRoom(App app, Credential fresh, Instant now) {
        if (app.credentials().stream().anyMatch(known -> known.id().equals(fresh.id()))) {
            throw new KycException(ErrorCode.CONFLICT, "the app has this address already");
        }
        if (app.live(fresh.kind(), now).size() >= MOST_LIVE) {
            throw new KycException(
                    ErrorCode.CONFLICT,
                    "%d are live already: remove one, or wait for its end".formatted(MOST_LIVE));
        }
    }

    /**
     * One ends at once.
     *
     * @throws KycException with NOT_FOUND, or CONFLICT for the last signing secret
     */
    public App remove(AppHandle handle, Kind kind, String credentialId, Requester requester) {
        var now = now();
        return registry.change(
                handle,
                app -> without(app, kind, credentialId, now),
                "app.%s.remove(%s)".formatted(kind.label(), credentialId),
                requester);
    }

    private static App without(App app, Kind kind, String credentialId, Instant now) {
        var live = app.live(kind, now);
        if (live.stream().noneMatch(known -> known.id().equals(credentialId))) {
            throw new KycException(
                    ErrorCode.NOT_FOUND,
                    "the app has no live %s of this id".formatted(kind.label()));
        }
        if (kind == Kind.WEBHOOK_SECRET && live.size() == 1) {
            throw new KycException(
                    ErrorCode.CONFLICT, "it is the only live one: rotate first, then remove it");
        }
        return app.withCredentials(
                app.credentials().stream()
                        .filter(known -> !known.id().equals(credentialId))
                        .toList(),
                now);
    }

    /**
     * What an operator wants of an endpoint.
     *
     * @param id empty: a new one
     */
    public record EndpointChange(
            Optional<String> id,
            Optional<String> name,
            Optional<String> url,
            Optional<Set<WebhookType>> types,
            Optional<Boolean> enabled) {}

    /**
     * A new endpoint, or a changed one. Asks name servers, so never within a transaction.
     *
     * @throws KycException with INVALID_REQUEST, NOT_FOUND or CONFLICT
     */
    public App put(AppHandle handle, EndpointChange wanted, Requester requester) {
        var now = now();
        var url = wanted.url().map(this::allowed);
        var id = wanted.id().orElseGet(secrets::newId);
        return registry.change(
                handle,
                app ->
                        wanted.id().isPresent()
                                ? changed(app, id, wanted, url, now)
                                : added(app, id, wanted, url, now),
                "app.webhook-endpoint.%s(%s)"
                        .formatted(wanted.id().isPresent() ? "change" : "add", id),
                requester);
    }

    private App added(
            App app, String id, EndpointChange wanted, Optional<String> url, Instant now) {
        if (app.endpoints().size() >= MOST_ENDPOINTS) {
            throw new KycException(
                    ErrorCode.CONFLICT, "an app has at most %d".formatted(MOST_ENDPOINTS));
        }
        var address =
                url.orElseThrow(
                        () -> new KycException(ErrorCode.INVALID_REQUEST, "url is required"));
        var endpoint =
                new Endpoint(
                        id,
                        wanted.name().orElse(id),
                        secrets.sealUrl(app.handle(), id, address),
                        wanted.types().orElse(Set.of(WebhookType.values())),
                        wanted.enabled().orElse(true),
                        now);
        return app.withEndpoints(
                Stream.concat(app.endpoints().stream(), Stream.of(endpoint)).toList(), now);
    }

    private App changed(
            App app, String id, EndpointChange wanted, Optional<String> url, Instant now) {
        requireKnown(app, id);
        return app.withEndpoints(
                app.endpoints().stream()
                        .map(
                                known ->
                                        known.id().equals(id)
                                                ? new Endpoint(
                                                        id,
                                                        wanted.name().orElse(known.name()),
                                                        url.map(
                                                                        its ->
                                                                                secrets.sealUrl(
                                                                                        app
                                                                                                .handle(),
                                                                                        id,
                                                                                        its))
                                                                .orElse(known.url()),
                                                        wanted.types().orElse(known.types()),
                                                        wanted.enabled().orElse(known.isEnabled()),
                                                        known.createdAt())
                                                : known)
                        .toList(),
                now);
    }

    /** @throws KycException with NOT_FOUND */
    public App removeEndpoint(AppHandle handle, String id, Requester requester) {
        var now = now();
        return registry.change(
                handle,
                app -> {
                    requireKnown(app, id);
                    return app.withEndpoints(
                            app.endpoints().stream()
                                    .filter(known -> !known.id().equals(id))
                                    .toList(),
                            now);
                },
                "app.webhook-endpoint.remove(%s)".formatted(id),
                requester);
    }

    private static void requireKnown(App app, String id) {
        if (app.endpoints().stream().noneMatch(known -> known.id().equals(id))) {
            throw new KycException(ErrorCode.NOT_FOUND, "the app has no such webhook endpoint");
        }
    }

    private String allowed(String url) {
        return switch (callbackPolicy.resolve(url)) {
            case Verdict.Allowed(var its, _) -> its.value();
            case Verdict.Refused(var why) ->
                    throw new KycException(ErrorCode.INVALID_REQUEST, "url " + why.explanation());
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
