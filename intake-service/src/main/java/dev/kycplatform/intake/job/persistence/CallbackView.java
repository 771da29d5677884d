package dev.kycplatform.intake.job.persistence;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.intake.job.CallbackFilter;
import dev.kycplatform.intake.job.CallbackLog;
import dev.kycplatform.intake.job.LoggedCallback;
import dev.kycplatform.intake.job.LoggedCallback.Attempted;
import dev.kycplatform.intake.job.LoggedCallback.Key;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Deliveries through the dispatcher's views. A state stands in the statement's text, for the dispatcher's index of
 * what is not simply delivered is found by it.
 */
@ApplicationScoped
class CallbackView implements CallbackLog {
    private static final String DELIVERIES =
            """
            SELECT accepted_at, webhook_id, endpoint, job_id, state, attempts, next_attempt_at,
                   first_attempted_at, ended_at, last_status
            FROM dispatcher.delivery_v1 WHERE partner_id = ?\
            """;

    private static final String LATEST_FIRST =
            " ORDER BY accepted_at DESC, webhook_id DESC, endpoint DESC LIMIT ?";

    private static final String ATTEMPTS =
            """
            SELECT accepted_at, webhook_id, endpoint, attempt, at,
                   extract(epoch FROM took) * 1000 AS took, outcome, response_status, failure
            FROM dispatcher.attempt_v1
            JOIN unnest(?::timestamptz[], ?::text[], ?::text[])
                 AS wanted (accepted_at, webhook_id, endpoint) USING (accepted_at, webhook_id, endpoint)
            ORDER BY attempt\
            """;

    private final DataSource database;

    CallbackView(DataSource database) {
        this.database = database;
    }

    @Override
    public List<LoggedCallback> list(CallbackFilter filter, Optional<Key> after, int most) {
        try (var connection = database.getConnection()) {
            var found = deliveries(connection, filter, after, most);
            if (found.isEmpty()) {
                return found;
            }
            var attempts = attempts(connection, found.stream().map(LoggedCallback::key).toList());
            return found.stream()
                    .map(one -> with(one, attempts.getOrDefault(one.key(), List.of())))
                    .toList();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static List<LoggedCallback> deliveries(
            Connection connection, CallbackFilter filter, Optional<Key> after, int most)
            throws SQLException {
        var sql = new StringBuilder(DELIVERIES);
        var arguments = new ArrayList<Object>();
        arguments.add(filter.partner().value());
        filter.webhookId()
                .ifPresent(
                        id -> {
                            sql.append(" AND webhook_id = ?");
                            arguments.add(id.value());
                        });
        filter.state()
                .filter(CallbackFilter.STATES::contains)
                .ifPresent(state -> sql.append(" AND state = '" + state + "'"));
        filter.since()
                .ifPresent(
                        since -> {
                            sql.append(" AND accepted_at >= ?");
                            arguments.add(since.atOffset(ZoneOffset.UTC));
                        });
        after.ifPresent(
                last -> {
                    sql.append(" AND (accepted_at, webhook_id, endpoint) < (?, ?, ?)");
                    arguments.add(last.acceptedAt().atOffset(ZoneOffset.UTC));
                    arguments.add(last.webhookId().value());
                    arguments.add(last.endpoint());
                });
        arguments.add(most);
        try (var statement = connection.prepareStatement(sql.append(LATEST_FIRST).toString())) {
            bind(statement, arguments);
            var found = new ArrayList<LoggedCallback>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(delivery(rows));
                }
            }
            return found;
        }
    }

    private static Map<Key, List<Attempted>> attempts(Connection connection, List<Key> deliveries)
            throws SQLException {
        try (var statement = connection.prepareStatement(ATTEMPTS)) {
            bind(
                    statement,
                    List.of(
                            connection.createArrayOf(
                                    "timestamptz",
                                    deliveries.stream()
                                            .map(key -> key.acceptedAt().atOffset(ZoneOffset.UTC))
                                            .toArray()),
                            connection.createArrayOf(
                                    "text",
                                    deliveries.stream()
                                            .map(key -> key.webhookId().value())
                                            .toArray()),
                            connection.createArrayOf(
                                    "text", deliveries.stream().map(Key::endpoint).toArray())));
            var found = new HashMap<Key, List<Attempted>>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(key(rows), _ -> new ArrayList<>()).add(attempted(rows));
                }
            }
            return found;
        }
    }

    private static void bind(PreparedStatement statement, List<?> arguments) throws SQLException {
        for (int i = 0; i < arguments.size(); i++) {
            statement.setObject(i + 1, arguments.get(i));
        }
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                new WebhookId(row.getString("webhook_id")),
                row.getString("endpoint"));
    }

    private static LoggedCallback delivery(ResultSet row) throws SQLException {
        return new LoggedCallback(
                key(row),
                row.getString("job_id"),
                row.getString("state"),
                row.getInt("attempts"),
                time(row, "next_attempt_at"),
                time(row, "first_attempted_at"),
                time(row, "ended_at"),
                Optional.ofNullable(row.getObject("last_status", Integer.class)),
                List.of());
    }

    private static LoggedCallback with(LoggedCallback delivery, List<Attempted> attempts) {
        return new LoggedCallback(
                delivery.key(),
                delivery.jobId(),
                delivery.state(),
                delivery.attempts(),
                delivery.nextAttemptAt(),
                delivery.firstAttemptedAt(),
                delivery.endedAt(),
                delivery.lastStatus(),
                attempts);
    }

    private static Attempted attempted(ResultSet row) throws SQLException {
        return new Attempted(
                row.getInt("attempt"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Duration.ofMillis(row.getLong("took")),
                row.getString("outcome"),
                Optional.ofNullable(row.getObject("response_status", Integer.class)),
                Optional.ofNullable(row.getString("failure")));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
