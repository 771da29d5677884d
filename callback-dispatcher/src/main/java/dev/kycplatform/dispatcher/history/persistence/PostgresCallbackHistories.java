package dev.kycplatform.dispatcher.history.persistence;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.dispatcher.history.CallbackHistories;
import dev.kycplatform.dispatcher.history.CallbackHistory;
import dev.kycplatform.storage.SqlFailures;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** By the job's own time, so in the one partition of its day. */
@Singleton
class PostgresCallbackHistories implements CallbackHistories {
    private static final String RESULT =
            """
            SELECT recorded_at FROM worker.result_v1
            WHERE accepted_at = ? AND partner_id = ? AND job_id = ?""";

    private static final String DELIVERIES =
            """
            SELECT webhook_id, endpoint, state, recorded_at, due_at, ended_at FROM dispatcher.delivery
            WHERE accepted_at = ? AND partner_id = ? AND job_id = ?
            ORDER BY recorded_at""";

    private static final String ATTEMPTS =
            """
            SELECT attempt, at, extract(epoch FROM took) AS seconds, outcome, response_status, failure
            FROM dispatcher.attempt
            WHERE accepted_at = ? AND webhook_id = ? AND endpoint = ?
            ORDER BY attempt""";

    private final DataSource database;

    PostgresCallbackHistories(DataSource database) {
        this.database = database;
    }

    @Override
    public CallbackHistory of(JobKey key, Instant acceptedAt) {
        try (var connection = database.getConnection()) {
            return new CallbackHistory(
                    recordedAt(connection, key, acceptedAt),
                    deliveries(connection, key, acceptedAt),
                    null);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static Optional<Instant> recordedAt(
            Connection connection, JobKey key, Instant acceptedAt) throws SQLException {
        try (var statement = ofJob(connection, RESULT, key, acceptedAt);
                var row = statement.executeQuery()) {
            return row.next() ? Optional.of(time(row, "recorded_at")) : Optional.empty();
        }
    }

    private static List<CallbackHistory.Delivery> deliveries(
            Connection connection, JobKey key, Instant acceptedAt) throws SQLException {
        try (var statement = ofJob(connection, DELIVERIES, key, acceptedAt);
                var row = statement.executeQuery()) {
            var deliveries = new ArrayList<CallbackHistory.Delivery>();
            while (row.next()) {
                var webhookId = row.getString("webhook_id");
                var endpoint = row.getString("endpoint");
                deliveries.add(
                        new CallbackHistory.Delivery(
                                webhookId,
                                endpoint,
                                row.getString("state"),
                                time(row, "recorded_at"),
                                timeOrNull(row, "due_at"),
                                timeOrNull(row, "ended_at"),
                                attempts(connection, acceptedAt, webhookId, endpoint)));
            }
            return deliveries;
        }
    }

    private static List<CallbackHistory.Attempt> attempts(
            Connection connection, Instant acceptedAt, String webhookId, String endpoint)
            throws SQLException {
        try (var statement = connection.prepareStatement(ATTEMPTS)) {
            statement.setObject(1, acceptedAt.atOffset(ZoneOffset.UTC));
            statement.setString(2, webhookId);
            statement.setString(3, endpoint);
            var attempts = new ArrayList<CallbackHistory.Attempt>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    attempts.add(
                            new CallbackHistory.Attempt(
                                    row.getInt("attempt"),
                                    time(row, "at"),
                                    Duration.ofMillis(Math.round(row.getDouble("seconds") * 1000)),
                                    row.getString("outcome"),
                                    row.getObject("response_status", Integer.class),
                                    row.getString("failure")));
                }
            }
            return attempts;
        }
    }

    private static PreparedStatement ofJob(
            Connection connection, String sql, JobKey key, Instant acceptedAt) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setObject(1, acceptedAt.atOffset(ZoneOffset.UTC));
        statement.setString(2, key.partnerId().value());
        statement.setString(3, key.jobId().value());
        return statement;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
