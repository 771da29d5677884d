package dev.kycplatform.flow.app.persistence;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.WebhookType;
import dev.kycplatform.flow.app.App;
import dev.kycplatform.flow.app.App.Credential;
import dev.kycplatform.flow.app.App.Endpoint;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Between rows and the domain. */
final class AppRows {
    private AppRows() {}

    static App toDomain(AppRow row) {
        return new App(
                new AppHandle(row.appHandle),
                row.version,
                row.name,
                row.enabled,
                row.credentials.stream()
                        .map(
                                credential ->
                                        new Credential(
                                                credential.credentialId,
                                                credential.kind,
                                                credential.sealed,
                                                credential.createdAt,
                                                credential.notAfter))
                        .toList(),
                row.endpoints.stream()
                        .map(
                                endpoint ->
                                        new Endpoint(
                                                endpoint.endpointId,
                                                endpoint.name,
                                                endpoint.url,
                                                types(endpoint.eventTypes),
                                                endpoint.enabled,
                                                endpoint.createdAt))
                        .toList(),
                row.createdAt,
                row.changedAt);
    }

    static AppRow toRow(App app) {
        var row = new AppRow();
        row.appHandle = app.handle().value();
        row.version = app.version();
        row.createdAt = app.createdAt();
        update(row, app);
        return row;
    }

    /** Everything but the version, which the storing itself advances. */
    static void update(AppRow row, App app) {
        row.name = app.name();
        row.enabled = app.isEnabled();
        row.changedAt = app.changedAt();
        updateCredentials(row, app.credentials());
        updateEndpoints(row, app.endpoints());
    }

    private static void updateCredentials(AppRow row, List<Credential> credentials) {
        var wanted =
                credentials.stream().collect(Collectors.toMap(Credential::id, Function.identity()));
        row.credentials.removeIf(known -> !wanted.containsKey(known.credentialId));
        row.credentials.forEach(
                known -> known.notAfter = wanted.remove(known.credentialId).notAfter());
        wanted.values().forEach(fresh -> row.credentials.add(toRow(fresh)));
    }

    private static AppCredentialRow toRow(Credential credential) {
        var row = new AppCredentialRow();
        row.credentialId = credential.id();
        row.kind = credential.kind();
        row.sealed = credential.sealed();
        row.createdAt = credential.createdAt();
        row.notAfter = credential.notAfter();
        return row;
    }

    private static void updateEndpoints(AppRow row, List<Endpoint> endpoints) {
        var wanted =
                endpoints.stream().collect(Collectors.toMap(Endpoint::id, Function.identity()));
        row.endpoints.removeIf(known -> !wanted.containsKey(known.endpointId));
        row.endpoints.forEach(known -> update(known, wanted.remove(known.endpointId)));
        wanted.values()
                .forEach(
                        fresh -> {
                            var endpoint = new WebhookEndpointRow();
                            endpoint.endpointId = fresh.id();
                            endpoint.createdAt = fresh.createdAt();
                            update(endpoint, fresh);
                            row.endpoints.add(endpoint);
                        });
    }

    private static void update(WebhookEndpointRow row, Endpoint endpoint) {
        row.name = endpoint.name();
        row.url = endpoint.url();
        row.eventTypes =
                endpoint.types().stream().map(WebhookType::wire).sorted().toArray(String[]::new);
        row.enabled = endpoint.isEnabled();
    }

    private static Set<WebhookType> types(String[] wires) {
        var types = EnumSet.noneOf(WebhookType.class);
        Arrays.stream(wires).forEach(wire -> types.add(WebhookType.ofWire(wire).orElseThrow()));
        return types;
    }
}
