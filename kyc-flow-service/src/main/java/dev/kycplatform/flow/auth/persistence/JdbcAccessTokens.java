package dev.kycplatform.flow.auth.persistence;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.flow.auth.AccessTokens;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Access tokens in PostgreSQL. */
@ApplicationScoped
class JdbcAccessTokens implements AccessTokens {
    private static final String LOCK =
            "SELECT id FROM flow.app_credential WHERE app_handle = ? AND credential_id = ? FOR UPDATE";
    private static final String VALID =
            """
            SELECT token_id, sealed, expires_at FROM flow.access_token
            WHERE app_handle = ? AND client_id = ? AND expires_at > ? AND invalidated_at IS NULL
            ORDER BY expires_at DESC LIMIT 1""";
    private static final String ADD =
            "INSERT INTO flow.access_token (token_id, app_handle, client_id, sealed, expires_at) VALUES (?, ?, ?, ?, ?)";
    private static final String IS_VALID =
            "SELECT 1 FROM flow.access_token WHERE token_id = ? AND app_handle = ? AND invalidated_at IS NULL";
    private static final String INVALIDATE =
            "UPDATE flow.access_token SET invalidated_at = ? WHERE token_id = ? AND app_handle = ?";
    private static final String FORGET =
            "DELETE FROM flow.access_token WHERE app_handle = ? AND client_id = ? AND expires_at < ?";

    private final DataSource database;

    JdbcAccessTokens(DataSource database) {
        this.database = database;
    }

    @Override
    public void lock(AppHandle app, String clientId) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, app.value());
            statement.setString(2, clientId);
            statement.executeQuery().close();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public Optional<Issued> validBeyond(AppHandle app, String clientId, Instant time) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(VALID)) {
            statement.setString(1, app.value());
            statement.setString(2, clientId);
            statement.setObject(3, time.atOffset(ZoneOffset.UTC));
            try (var rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new Issued(
                                        rows.getObject(1, UUID.class),
                                        app,
                                        clientId,
                                        rows.getBytes(2),
                                        rows.getObject(3, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void add(Issued token) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(ADD)) {
            statement.setObject(1, token.id());
            statement.setString(2, token.app().value());
            statement.setString(3, token.clientId());
            statement.setBytes(4, token.sealed());
            statement.setObject(5, token.expiresAt().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public boolean isValid(AppHandle app, UUID id) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(IS_VALID)) {
            statement.setObject(1, id);
            statement.setString(2, app.value());
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void invalidate(AppHandle app, UUID id, Instant now) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(INVALIDATE)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            statement.setObject(2, id);
            statement.setString(3, app.value());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void forgetBefore(AppHandle app, String clientId, Instant time) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(FORGET)) {
            statement.setString(1, app.value());
            statement.setString(2, clientId);
            statement.setObject(3, time.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
