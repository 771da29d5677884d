package dev.kycplatform.flow.webhook;

import dev.kycplatform.localstack.testing.TestServers;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the dispatcher would show of its deliveries. Of an app's webhooks to an endpoint, the latest is meant. */
public final class StubDispatcher {
    private static final String TAKE_UP =
            """
            INSERT INTO dispatcher.delivery_v1
            SELECT accepted_at, webhook_id, 'http://127.0.0.1:9#' || endpoint_id, 'app:' || app_handle, verification_id,
                   ?, ?, ?, NULL, ?, NULL, now()
            FROM flow.webhook WHERE event_uuid = ? AND endpoint_id = ?\
            """;
    private static final String ATTEMPT =
            """
            INSERT INTO dispatcher.attempt_v1
            SELECT accepted_at, webhook_id, endpoint, ?, ?, interval '20 milliseconds', ?, ?, ?
            FROM dispatcher.delivery_v1 JOIN flow.webhook w USING (accepted_at, webhook_id)
            WHERE w.event_uuid = ? AND w.endpoint_id = ? AND endpoint LIKE '%#' || w.endpoint_id\
            """;

    private StubDispatcher() {}

    /** One delivery, without its attempts. */
    public record Delivery(
            UUID event,
            String endpointId,
            String state,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant endedAt) {}

    /** What the dispatcher's own migration would have made, as far as flow reads it. */
    public static void makeViews() {
        execute(
                """
                CREATE TABLE IF NOT EXISTS dispatcher.delivery_v1 (
                    accepted_at timestamptz, webhook_id text, endpoint text, partner_id text, job_id text,
                    state text, attempts int, next_attempt_at timestamptz, first_attempted_at timestamptz,
                    ended_at timestamptz, last_status int, recorded_at timestamptz);
                CREATE TABLE IF NOT EXISTS dispatcher.attempt_v1 (
                    accepted_at timestamptz, webhook_id text, endpoint text, attempt int, at timestamptz,
                    took interval, outcome text, response_status int, failure text);
                GRANT USAGE ON SCHEMA dispatcher TO kyc_flow;
                GRANT SELECT ON dispatcher.delivery_v1, dispatcher.attempt_v1 TO kyc_flow\
                """);
    }

    /** As before the dispatcher ever ran. */
    public static void dropViews() {
        execute("DROP TABLE IF EXISTS dispatcher.delivery_v1, dispatcher.attempt_v1");
    }

    public static void takeUp(Delivery delivery) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement = admin.prepareStatement(TAKE_UP)) {
            statement.setString(1, delivery.state());
            statement.setInt(2, delivery.attempts());
            time(statement, 3, delivery.nextAttemptAt());
            time(statement, 4, delivery.endedAt());
            statement.setObject(5, delivery.event());
            statement.setString(6, delivery.endpointId());
            one(statement.executeUpdate());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param status what the endpoint answered; null: nothing */
    public static void attempt(
            Delivery delivery,
            int attempt,
            Instant at,
            String outcome,
            @Nullable Integer status,
            @Nullable String failure) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement = admin.prepareStatement(ATTEMPT)) {
            statement.setInt(1, attempt);
            time(statement, 2, at);
            statement.setString(3, outcome);
            statement.setObject(4, status, Types.INTEGER);
            statement.setString(5, failure);
            statement.setObject(6, delivery.event());
            statement.setString(7, delivery.endpointId());
            one(statement.executeUpdate());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void time(PreparedStatement statement, int at, @Nullable Instant time)
            throws SQLException {
        statement.setObject(
                at,
                time == null ? null : time.atOffset(ZoneOffset.UTC),
                Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static void one(int rows) {
        if (rows != 1) {
            throw new IllegalStateException(rows + " rows instead of 1");
        }
    }

    private static void execute(String sql) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement = admin.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
