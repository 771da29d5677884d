package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.dispatcher.delivery.DeliveryFilter;
import dev.kycplatform.dispatcher.delivery.DeliveryKey;
import dev.kycplatform.dispatcher.delivery.DeliveryLog;
import dev.kycplatform.dispatcher.delivery.LoggedAttempt;
import dev.kycplatform.dispatcher.delivery.LoggedDelivery;
import dev.kycplatform.dispatcher.delivery.StateName;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.storage.SqlFailures;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Deliveries as operators look at them. A state stands in the statement's text, for the index of what is not
 * simply delivered is found by it.
 */
@Singleton
class PostgresDeliveryLog implements DeliveryLog {
    private static final String COLUMNS =
            """
            SELECT accepted_at, webhook_id, endpoint, partner_id, job_id, state, held_by_operator,
                   attempts, due_at, first_attempted_at, ended_at, last_status
            FROM dispatcher.delivery
            """;

    private static final String OF_WEBHOOK = COLUMNS + "WHERE webhook_id = ? ORDER BY endpoint";

    private static final String ATTEMPTS =
            """
            SELECT attempt, at, extract(epoch FROM took) * 1000 AS took, outcome, response_status,
                   failure, answer
            FROM dispatcher.attempt
            WHERE accepted_at = ? AND webhook_id = ? AND endpoint = ? ORDER BY attempt\
            """;

    private final DataSource database;

    PostgresDeliveryLog(DataSource database) {
        this.database = database;
    }

    @Override
    public List<LoggedDelivery> list(DeliveryFilter filter, Optional<DeliveryKey> after, int most) {
        var sql = new StringBuilder(COLUMNS).append("WHERE true");
        var arguments = new ArrayList<Object>();
        filter.partner().ifPresent(partner -> add(sql, arguments, "partner_id = ?", partner));
        filter.job().ifPresent(job -> add(sql, arguments, "job_id = ?", job));
        filter.job()
                .filter(_ -> filter.partner().filter(PartnerId::isApp).isEmpty())
                .ifPresent(
                        job ->
                                // By its index: a partner's job has one callback.
                                add(
                                        sql,
                                        arguments,
                                        "webhook_id = ?",
                                        WebhookId.ofJob(
                                                new JobKey(filter.partner().orElseThrow(), job))));
        filter.state().ifPresent(state -> sql.append(" AND state = '" + state.wire() + "'"));
        filter.since()
                .ifPresent(
                        since ->
                                add(
                                        sql,
                                        arguments,
                                        "accepted_at >= ?",
                                        since.atOffset(ZoneOffset.UTC)));
        if (after.isPresent()) {
            sql.append(" AND (accepted_at, webhook_id, endpoint) < (?, ?, ?)");
            arguments.add(after.get().acceptedAt().atOffset(ZoneOffset.UTC));
            arguments.add(after.get().webhookId().value());
            arguments.add(after.get().endpoint().origin());
        }
        sql.append(" ORDER BY accepted_at DESC, webhook_id DESC, endpoint DESC LIMIT ?");
        arguments.add(most);
        return deliveries(sql.toString(), arguments);
    }

    private static void add(
            StringBuilder sql, List<Object> arguments, String condition, Object argument) {
        sql.append(" AND ").append(condition);
        arguments.add(argument instanceof OffsetDateTime ? argument : argument.toString());
    }

    @Override
    public List<LoggedDelivery> of(WebhookId webhookId) {
        return deliveries(OF_WEBHOOK, List.of(webhookId.value()));
    }

    private List<LoggedDelivery> deliveries(String sql, List<Object> arguments) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            var found = new ArrayList<LoggedDelivery>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(delivery(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public List<LoggedAttempt> attempts(DeliveryKey delivery) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(ATTEMPTS)) {
            bind(
                    statement,
                    List.of(
                            delivery.acceptedAt().atOffset(ZoneOffset.UTC),
                            delivery.webhookId().value(),
                            delivery.endpoint().origin()));
            var found = new ArrayList<LoggedAttempt>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(attempt(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static void bind(PreparedStatement statement, List<?> arguments) throws SQLException {
        for (int i = 0; i < arguments.size(); i++) {
            statement.setObject(i + 1, arguments.get(i));
        }
    }

    private static LoggedDelivery delivery(ResultSet row) throws SQLException {
        return new LoggedDelivery(
                new DeliveryKey(
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                        new WebhookId(row.getString("webhook_id")),
                        new Endpoint(row.getString("endpoint"))),
                JobKey.of(row.getString("partner_id"), row.getString("job_id")),
                StateName.ofWire(row.getString("state")).orElseThrow(),
                row.getBoolean("held_by_operator"),
                row.getInt("attempts"),
                LockedLanes.time(row, "due_at"),
                LockedLanes.time(row, "first_attempted_at"),
                LockedLanes.time(row, "ended_at"),
                Optional.ofNullable(row.getObject("last_status", Integer.class)));
    }

    private static LoggedAttempt attempt(ResultSet row) throws SQLException {
        return new LoggedAttempt(
                row.getInt("attempt"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Duration.ofMillis(row.getLong("took")),
                row.getString("outcome"),
                Optional.ofNullable(row.getObject("response_status", Integer.class)),
                Optional.ofNullable(row.getString("failure")),
                Optional.ofNullable(row.getBytes("answer")));
    }
}
