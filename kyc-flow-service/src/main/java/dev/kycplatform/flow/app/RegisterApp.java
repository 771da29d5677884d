package dev.kycplatform.flow.app;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.flow.app.App.Credential;
import dev.kycplatform.flow.app.App.Kind;
import dev.kycplatform.flow.app.AppSecrets.Fresh;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Makes an app with its first credentials, of both ways to authenticate. */
@ApplicationScoped
public class RegisterApp {
    private final AuditedApps registry;
    private final AppSecrets secrets;
    private final Clock clock;

    RegisterApp(AuditedApps registry, AppSecrets secrets, Clock clock) {
        this.registry = registry;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * An app with its secrets in the clear: shown once, to whoever registered it.
     *
     * @param privateKey empty if the app brought an address of its own
     */
    public record Registered(
            App app, Optional<String> privateKey, Fresh client, Fresh webhookSecret) {}

    /**
     * @param address of the key the app signs with; empty: a key is made
     * @throws dev.kycplatform.contracts.error.KycException with ALREADY_EXISTS
     */
    public Registered register(
            AppHandle handle, String name, Optional<String> address, Requester requester) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var made =
                address.isPresent()
                        ? Optional.<SigningKey>empty()
                        : Optional.of(AppSecrets.signingKey());
        var signing =
                new Credential(
                        SigningKey.canonical(
                                address.or(() -> made.map(SigningKey::address)).orElseThrow()),
                        Kind.ADDRESS,
                        new byte[0],
                        now,
                        null);
        var client = secrets.client(handle, now);
        var webhookSecret = secrets.webhookSecret(handle, now);
        var app =
                new App(
                        handle,
                        1,
                        name,
                        true,
                        List.of(signing, client.credential(), webhookSecret.credential()),
                        List.of(),
                        now,
                        now);
        registry.add(app, "app.register", requester);
        return new Registered(app, made.map(SigningKey::privateKey), client, webhookSecret);
    }
}
