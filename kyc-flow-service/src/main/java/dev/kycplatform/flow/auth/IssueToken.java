package dev.kycplatform.flow.auth;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.flow.FlowConfig;
import dev.kycplatform.flow.app.App;
import dev.kycplatform.flow.app.AppRepository;
import dev.kycplatform.flow.app.AppSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Gives a client an access token: the one it has while that lasts long enough, else a new one (contract, section 3.1). */
@ApplicationScoped
public class IssueToken {
    private final AppRepository apps;
    private final AppSecrets secrets;
    private final AccessTokens tokens;
    private final AppRates rates;
    private final Seal seal;
    private final DeploymentConfig deployment;
    private final Clock clock;
    private final Duration lifetime;
    private final Duration renewWithin;

    IssueToken(
            AppRepository apps,
            AppSecrets secrets,
            AccessTokens tokens,
            AppRates rates,
            Keysets keysets,
            DeploymentConfig deployment,
            Clock clock,
            FlowConfig config) {
        this.apps = apps;
        this.secrets = secrets;
        this.tokens = tokens;
        this.rates = rates;
        this.seal = keysets.seal(Purpose.APP);
        this.deployment = deployment;
        this.clock = clock;
        this.lifetime = config.token().lifetime();
        this.renewWithin = config.token().renewWithin();
    }

    /** A token in the clear. */
    public record Token(String value, Instant expiresAt) {
        /** Never prints the token. */
        @Override
        public String toString() {
            return "Token[" + expiresAt + "]";
        }
    }

    /** @throws FlowException with NOT_AUTHENTICATED or RATE_LIMITED */
    @Transactional
    public Token issue(AppHandle handle, String clientId, String clientSecret) {
        var app = authenticated(handle, clientId, clientSecret);
        rates.takeToken(handle);
        tokens.lock(handle, clientId);
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return tokens.validBeyond(handle, clientId, now.plus(renewWithin))
                .map(this::opened)
                .orElseGet(() -> fresh(app, clientId, clientSecret, now));
    }

    /** Unknown app, unknown client and wrong secret look the same. */
    private AppHandle authenticated(AppHandle handle, String clientId, String clientSecret) {
        var now = clock.instant();
        var isRight =
                apps.byHandle(handle).filter(App::isEnabled).stream()
                        .flatMap(app -> app.live(App.Kind.CLIENT, now).stream())
                        .filter(client -> client.id().equals(clientId))
                        .anyMatch(
                                client ->
                                        MessageDigest.isEqual(
                                                secrets.open(handle, client),
                                                clientSecret.getBytes(StandardCharsets.UTF_8)));
        if (!isRight) {
            throw new FlowException(FlowError.NOT_AUTHENTICATED);
        }
        return handle;
    }

    private Token fresh(AppHandle app, String clientId, String clientSecret, Instant now) {
        var id = UUID.randomUUID();
        var expiresAt = now.plus(lifetime);
        var value =
                TokenForm.write(
                        id,
                        clientId,
                        deployment.environment(),
                        now,
                        expiresAt,
                        clientSecret.getBytes(StandardCharsets.UTF_8));
        var sealed = seal.seal(value.getBytes(StandardCharsets.US_ASCII), binding(app, id));
        tokens.forgetBefore(app, clientId, now.minus(lifetime));
        tokens.add(new AccessTokens.Issued(id, app, clientId, sealed, expiresAt));
        return new Token(value, expiresAt);
    }

    private Token opened(AccessTokens.Issued issued) {
        var value = seal.open(issued.sealed(), binding(issued.app(), issued.id()));
        return new Token(new String(value, StandardCharsets.US_ASCII), issued.expiresAt());
    }

    private static Binding binding(AppHandle app, UUID id) {
        return Binding.of(Purpose.APP, app.value(), "access-token", id.toString());
    }
}
