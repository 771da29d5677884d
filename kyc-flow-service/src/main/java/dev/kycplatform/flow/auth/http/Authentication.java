package dev.kycplatform.flow.auth.http;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.flow.auth.AuthenticateCaller;
import dev.kycplatform.flow.auth.Caller;
import dev.kycplatform.flow.auth.Credentials;
import dev.kycplatform.flow.http.Call;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/**
 * Who sent a call. Refuses first what is wrong with the call itself: an endpoint reads all of its fields before it asks
 * this.
 */
@ApplicationScoped
public class Authentication {
    private final AuthenticateCaller authenticate;
    private final CurrentVertxRequest request;

    Authentication(AuthenticateCaller authenticate, CurrentVertxRequest request) {
        this.authenticate = authenticate;
        this.request = request;
    }

    /**
     * An endpoint of the app as a whole.
     *
     * @throws FlowException with VALIDATION, one of the failures of authentication, or RATE_LIMITED
     */
    public AppHandle app(Call call) {
        var header = call.checkedHeader();
        authenticate.app(header.app(), credentials(headers()), call.signed());
        return header.app();
    }

    /**
     * An endpoint about one of the app's entities.
     *
     * @throws FlowException with VALIDATION, one of the failures of authentication, RATE_LIMITED, or USER_NOT_FOUND
     */
    public Caller user(Call call) {
        return user(call, headers());
    }

    /** The same for a request that is not at hand. */
    public Caller user(Call call, MultiMap headers) {
        var header = call.checkedHeader();
        var user =
                header.user()
                        .orElseThrow(
                                () -> new IllegalStateException("the call is not about a user"));
        return authenticate.user(header.app(), user, credentials(headers), call.signed());
    }

    /** The token of a request that must have one. @throws FlowException if it has none */
    String token() {
        return switch (credentials(headers())) {
            case Credentials.Bearer(var token) -> token;
            case Credentials.Basic() -> throw new FlowException(FlowError.TOKEN_EXPECTED);
            case Credentials.Signatures _, Credentials.None _ ->
                    throw new FlowException(FlowError.NOT_AUTHENTICATED);
        };
    }

    private MultiMap headers() {
        return request.getCurrent().request().headers();
    }

    private static Credentials credentials(MultiMap headers) {
        var authorization = headers.get(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            var scheme = authorization.strip().split("\\s+", 2);
            switch (scheme[0].toLowerCase(Locale.ROOT)) {
                case "bearer" -> {
                    return new Credentials.Bearer(scheme.length > 1 ? scheme[1] : "");
                }
                case "basic" -> {
                    return new Credentials.Basic();
                }
                default -> {
                    // Nothing that says who it is; there may be signatures.
                }
            }
        }
        var app = headers.get("authsignature");
        return app == null
                ? new Credentials.None()
                : new Credentials.Signatures(
                        app, Optional.ofNullable(headers.get("usersignature")));
    }
}
