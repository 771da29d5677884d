package dev.kycplatform.flow.app.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.flow.WebhookType;
import dev.kycplatform.flow.app.App;
import dev.kycplatform.flow.app.App.Kind;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An app as its operators see it: its secrets by name only. */
public record AppResponse(
        @JsonProperty("app_handle") String appHandle,
        @JsonProperty("name") String name,
        @JsonProperty("enabled") boolean isEnabled,
        @JsonProperty("addresses") List<CredentialResponse> addresses,
        @JsonProperty("clients") List<CredentialResponse> clients,
        @JsonProperty("webhook_secrets") List<CredentialResponse> webhookSecrets,
        @JsonProperty("webhook_endpoints") List<EndpointResponse> webhookEndpoints,
        @JsonProperty("version") long version,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("changed_at") Instant changedAt) {

    /** A live credential's name and times. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CredentialResponse(
            @JsonProperty("id") String id,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("not_after") @Nullable Instant notAfter) {
        static List<CredentialResponse> from(App app, Kind kind, Instant now) {
            return app.live(kind, now).stream()
                    .map(
                            credential ->
                                    new CredentialResponse(
                                            credential.id(),
                                            credential.createdAt(),
                                            credential.notAfter()))
                    .toList();
        }
    }

    /** Where webhooks go. */
    record EndpointResponse(
            @JsonProperty("endpoint_id") String endpointId,
            @JsonProperty("name") String name,
            @JsonProperty("url") String url,
            @JsonProperty("event_types") List<String> eventTypes,
            @JsonProperty("enabled") boolean isEnabled,
            @JsonProperty("created_at") Instant createdAt) {}

    /** @param url opens an endpoint's address */
    static AppResponse from(App app, Function<App.Endpoint, String> url, Instant now) {
        return new AppResponse(
                app.handle().value(),
                app.name(),
                app.isEnabled(),
                CredentialResponse.from(app, Kind.ADDRESS, now),
                CredentialResponse.from(app, Kind.CLIENT, now),
                CredentialResponse.from(app, Kind.WEBHOOK_SECRET, now),
                app.endpoints().stream()
                        .map(
                                endpoint ->
                                        new EndpointResponse(
                                                endpoint.id(),
                                                endpoint.name(),
                                                url.apply(endpoint),
                                                endpoint.types().stream()
                                                        .map(WebhookType::wire)
                                                        .sorted()
                                                        .toList(),
                                                endpoint.isEnabled(),
                                                endpoint.createdAt()))
                        .toList(),
                app.version(),
                app.createdAt(),
                app.changedAt());
    }
}
