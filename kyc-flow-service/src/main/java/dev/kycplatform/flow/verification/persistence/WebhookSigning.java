package dev.kycplatform.flow.verification.persistence;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.OwedWebhook;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.flow.app.App;
import dev.kycplatform.flow.app.AppRepository;
import dev.kycplatform.flow.app.AppSecrets;
import dev.kycplatform.flow.verification.SigningSecrets;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Apps' signing secrets, sealed anew for each endpoint whenever the app has changed. */
@ApplicationScoped
class WebhookSigning implements SigningSecrets {
    private static final String BEHIND =
            """
            SELECT DISTINCT e.app_handle
            FROM flow.webhook_endpoint e
            JOIN flow.app a ON a.app_handle = e.app_handle
            LEFT JOIN flow.webhook_signing s ON s.endpoint_id = e.endpoint_id
            WHERE s.app_version IS DISTINCT FROM a.version
            LIMIT ?\
            """;

    /** Takes no lock on a row that is up to date: every transition of the app comes by. */
    private static final String PUT =
            """
            INSERT INTO flow.webhook_signing (endpoint_id, app_handle, app_version, secrets)
            SELECT v.* FROM (VALUES (?, ?, ?::bigint, ?::bytea)) AS v (endpoint_id, app_handle, app_version, secrets)
            WHERE NOT EXISTS (
                SELECT FROM flow.webhook_signing s
                WHERE s.endpoint_id = v.endpoint_id AND s.app_version >= v.app_version)
            ON CONFLICT (endpoint_id) DO UPDATE
            SET app_version = excluded.app_version, secrets = excluded.secrets
            WHERE flow.webhook_signing.app_version < excluded.app_version\
            """;

    private final DataSource database;
    private final AppRepository apps;
    private final AppSecrets appSecrets;
    private final EventCodec codec;
    private final Seal seal;
    private final Clock clock;

    WebhookSigning(
            DataSource database,
            AppRepository apps,
            AppSecrets appSecrets,
            EventCodec codec,
            Keysets keysets,
            Clock clock) {
        this.database = database;
        this.apps = apps;
        this.appSecrets = appSecrets;
        this.codec = codec;
        this.seal = keysets.seal(Purpose.FLOW_WEBHOOK);
        this.clock = clock;
    }

    @Override
    public List<String> behind(int most) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(BEHIND)) {
            statement.setInt(1, most);
            var behind = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    behind.add(rows.getString(1));
                }
            }
            return behind;
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void update(String appHandle) {
        apps.byHandle(new AppHandle(appHandle))
                .ifPresent(app -> app.endpoints().forEach(endpoint -> put(app, endpoint.id())));
    }

    private void put(App app, String endpointId) {
        var handle = app.handle().value();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(PUT)) {
            statement.setString(1, endpointId);
            statement.setString(2, handle);
            statement.setLong(3, app.version());
            statement.setBytes(
                    4,
                    seal.seal(
                            codec.encode(secrets(app)),
                            OwedWebhook.secretsBinding(handle, endpointId)));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private OwedWebhook.Secrets secrets(App app) {
        return new OwedWebhook.Secrets(
                app.live(App.Kind.WEBHOOK_SECRET, clock.instant()).stream()
                        .map(
                                secret ->
                                        new OwedWebhook.Secret(
                                                new String(
                                                        appSecrets.open(app.handle(), secret),
                                                        StandardCharsets.UTF_8),
                                                secret.notAfter()))
                        .toList());
    }
}
