package dev.kycplatform.flow.app.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.flow.app.App;
import dev.kycplatform.flow.app.RegisterApp;
import org.jspecify.annotations.Nullable;

/**
 * A new app's secrets, shown this once.
 *
 * @param privateKey 64 hex digits; null if the app brought an address of its own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewAppResponse(
        @JsonProperty("app_handle") String appHandle,
        @JsonProperty("address") String address,
        @JsonProperty("private_key") @Nullable String privateKey,
        @JsonProperty("client_id") String clientId,
        @JsonProperty("client_secret") String clientSecret,
        @JsonProperty("webhook_secret") String webhookSecret) {

    static NewAppResponse from(RegisterApp.Registered registered) {
        var address =
                registered.app().credentials().stream()
                        .filter(credential -> credential.kind() == App.Kind.ADDRESS)
                        .findFirst()
                        .orElseThrow();
        return new NewAppResponse(
                registered.app().handle().value(),
                address.id(),
                registered.privateKey().orElse(null),
                registered.client().credential().id(),
                registered.client().secret(),
                registered.webhookSecret().secret());
    }
}
