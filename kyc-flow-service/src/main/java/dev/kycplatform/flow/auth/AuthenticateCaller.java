package dev.kycplatform.flow.auth;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.flow.app.App;
import dev.kycplatform.flow.app.FindApp;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Proves who sent a request: by its access token, or by signatures over its bytes. Signatures may come again within the
 * time that {@code created} allows, at a bounded rate (decisions).
 */
@ApplicationScoped
public class AuthenticateCaller {
    private final FindApp findApp;
    private final CheckToken checkToken;
    private final Signers signers;
    private final AppRates rates;
    private final Clock clock;

    AuthenticateCaller(
            FindApp findApp, CheckToken checkToken, Signers signers, AppRates rates, Clock clock) {
        this.findApp = findApp;
        this.checkToken = checkToken;
        this.signers = signers;
        this.rates = rates;
        this.clock = clock;
    }

    /**
     * An endpoint of the app as a whole.
     *
     * @param signed the bytes that signatures are over
     * @throws FlowException with one of the failures of authentication, or RATE_LIMITED
     */
    public void app(AppHandle app, Credentials credentials, byte[] signed) {
        switch (credentials) {
            case Credentials.Bearer(var token) -> checkToken.check(app, token);
            case Credentials.Basic() -> throw new FlowException(FlowError.TOKEN_EXPECTED);
            case Credentials.Signatures(var signature, _) -> {
                requireAppsSignature(app, signature, signed);
                rates.takeRepeat(app, signed);
            }
            case Credentials.None() -> throw notAuthenticated();
        }
        rates.take(app);
    }

    /**
     * An endpoint about one of the app's entities.
     *
     * @param signed the bytes that signatures are over
     * @throws FlowException with one of the failures of authentication, RATE_LIMITED, or USER_NOT_FOUND
     */
    public Caller user(AppHandle app, EntityHandle user, Credentials credentials, byte[] signed) {
        app(app, credentials, signed);
        var entity =
                signers.find(app, user)
                        .orElseThrow(() -> new FlowException(FlowError.USER_NOT_FOUND));
        if (credentials instanceof Credentials.Signatures(_, var signature)
                && signature
                        .flatMap(text -> EcdsaSignature.signer(text, signed))
                        .filter(entity::signsWith)
                        .isEmpty()) {
            throw notAuthenticated();
        }
        return new Caller(app, user);
    }

    private void requireAppsSignature(AppHandle handle, String signature, byte[] signed) {
        var now = clock.instant();
        var app = findApp.find(handle).filter(App::isEnabled);
        var signer = EcdsaSignature.signer(signature, signed);
        var isRight =
                app.isPresent()
                        && signer.isPresent()
                        && app.get().live(App.Kind.ADDRESS, now).stream()
                                .anyMatch(address -> address.id().equals(signer.get()));
        if (!isRight) {
            throw notAuthenticated();
        }
    }

    /** An unknown app and a wrong signature look the same. */
    private static FlowException notAuthenticated() {
        return new FlowException(FlowError.NOT_AUTHENTICATED);
    }
}
