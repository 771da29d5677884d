package dev.kycplatform.flow.app.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.flow.app.App.Kind;
import dev.kycplatform.flow.app.ChangeApp;
import org.jspecify.annotations.Nullable;

/** A new credential, its secret shown this once: what goes with its kind is there, the rest is not. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewCredentialResponse(
        @JsonProperty("app_handle") String appHandle,
        @JsonProperty("address") @Nullable String address,
        @JsonProperty("private_key") @Nullable String privateKey,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("client_secret") @Nullable String clientSecret,
        @JsonProperty("secret_id") @Nullable String secretId,
        @JsonProperty("webhook_secret") @Nullable String webhookSecret) {

    static NewCredentialResponse from(ChangeApp.Rotated rotated) {
        var kind = rotated.credential().kind();
        var id = rotated.credential().id();
        var secret = rotated.secret().orElse(null);
        return new NewCredentialResponse(
                rotated.app().handle().value(),
                kind == Kind.ADDRESS ? id : null,
                kind == Kind.ADDRESS ? secret : null,
                kind == Kind.CLIENT ? id : null,
                kind == Kind.CLIENT ? secret : null,
                kind == Kind.WEBHOOK_SECRET ? id : null,
                kind == Kind.WEBHOOK_SECRET ? secret : null);
    }
}
