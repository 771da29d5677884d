package dev.kycplatform.flow.auth;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.flow.app.App;
import dev.kycplatform.flow.app.AppRepository;
import dev.kycplatform.flow.app.AppSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Whether an access token was issued for the app that a request names, and still holds (contract, section 3.1). */
@ApplicationScoped
public class CheckToken {
    private final AppRepository apps;
    private final AppSecrets secrets;
    private final AccessTokens tokens;
    private final DeploymentConfig deployment;
    private final Clock clock;

    CheckToken(
            AppRepository apps,
            AppSecrets secrets,
            AccessTokens tokens,
            DeploymentConfig deployment,
            Clock clock) {
        this.apps = apps;
        this.secrets = secrets;
        this.tokens = tokens;
        this.deployment = deployment;
        this.clock = clock;
    }

    /** @throws FlowException with one of the failures of tokens */
    @Transactional
    public void check(AppHandle app, String token) {
        checked(app, token);
    }

    /** From now on the token is as good as none. @throws FlowException with one of the failures of tokens */
    @Transactional
    public void invalidate(AppHandle app, String token) {
        tokens.invalidate(app, checked(app, token).id(), clock.instant());
    }

    private TokenForm.Claims checked(AppHandle handle, String token) {
        var unproven = TokenForm.unproven(token);
        if (unproven.environment().filter(its -> its != deployment.environment()).isPresent()) {
            throw new FlowException(FlowError.TOKEN_OF_OTHER_ENVIRONMENT);
        }
        var now = clock.instant();
        var client =
                apps.byHandle(handle).filter(App::isEnabled).stream()
                        .flatMap(app -> app.live(App.Kind.CLIENT, now).stream())
                        .filter(credential -> credential.id().equals(unproven.clientId()))
                        .findFirst()
                        .orElseThrow(() -> new FlowException(FlowError.TOKEN_INVALID));
        var claims = TokenForm.proven(token, secrets.open(handle, client), now);
        if (!tokens.isValid(handle, claims.id())) {
            throw new FlowException(FlowError.TOKEN_INVALID);
        }
        return claims;
    }
}
