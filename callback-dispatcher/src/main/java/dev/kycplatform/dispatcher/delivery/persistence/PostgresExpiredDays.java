package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.dispatcher.delivery.DeliveryEvents;
import dev.kycplatform.dispatcher.delivery.DeliveryKey;
import dev.kycplatform.dispatcher.delivery.ExpiredDays;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.storage.SqlFailures;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The days' partitions. */
@Singleton
class PostgresExpiredDays implements ExpiredDays {
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("uuuuMMdd");

    private static final String DAYS =
            """
            SELECT day FROM (
                SELECT to_date(right(c.relname, 8), 'YYYYMMDD') AS day
                FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                WHERE i.inhparent IN ('dispatcher.delivery'::regclass, 'dispatcher.attempt'::regclass)
                GROUP BY 1) days
            WHERE day < ? AND NOT EXISTS (
                SELECT FROM worker.result_v1
                WHERE accepted_at >= day::timestamp AT TIME ZONE 'UTC'
                  AND accepted_at < (day + 1)::timestamp AT TIME ZONE 'UTC')
            %s
            ORDER BY day\
            """;

    private static final String AND_NO_WEBHOOKS =
            """
            AND NOT EXISTS (
                SELECT FROM flow.webhook_v1
                WHERE accepted_at >= day::timestamp AT TIME ZONE 'UTC'
                  AND accepted_at < (day + 1)::timestamp AT TIME ZONE 'UTC')\
            """;

    private static final String END_HELD =
            """
            UPDATE dispatcher.delivery d
            SET state = 'exhausted', ended_at = now()
            FROM (
                SELECT accepted_at, webhook_id, endpoint FROM dispatcher.delivery
                WHERE accepted_at >= ? AND accepted_at < ? AND state = 'held'
                LIMIT ? FOR UPDATE SKIP LOCKED) held
            WHERE d.accepted_at = held.accepted_at AND d.webhook_id = held.webhook_id
              AND d.endpoint = held.endpoint
            RETURNING d.accepted_at, d.webhook_id, d.endpoint, d.partner_id, d.job_id, d.attempts,
                      d.trace_parent, d.ended_at\
            """;

    /** Whoever reads or writes deliveries holds these too; a day is dropped when there is a moment. */
    private static final String LOCK =
            """
            SET LOCAL lock_timeout = '500ms';
            LOCK TABLE ONLY dispatcher.delivery, ONLY dispatcher.attempt IN ACCESS EXCLUSIVE MODE\
            """;

    /** In the words of the partial indexes, for nobody else does anything meanwhile. */
    private static final String IN_USE =
            """
            SELECT EXISTS (
                       SELECT FROM dispatcher.delivery
                       WHERE accepted_at >= ? AND accepted_at < ? AND due_at IS NOT NULL AND attempts = 0)
                OR EXISTS (
                       SELECT FROM dispatcher.delivery
                       WHERE accepted_at >= ? AND accepted_at < ? AND due_at IS NOT NULL AND attempts > 0)
                OR EXISTS (
                       SELECT FROM dispatcher.delivery
                       WHERE accepted_at >= ? AND accepted_at < ? AND state = 'held')
                OR EXISTS (
                       SELECT FROM worker.result_v1 WHERE accepted_at >= ? AND accepted_at < ?)\
            """;

    private static final String OWED_BY_FLOWS =
            "SELECT EXISTS (SELECT FROM flow.webhook_v1 WHERE accepted_at >= ? AND accepted_at <"
                    + " ?)";

    private static final String FORGET_COMMANDS =
            """
            DELETE FROM dispatcher.command
            WHERE recorded_at < now() - ? * interval '1 millisecond'\
            """;

    private static final String DROP =
            "DROP TABLE IF EXISTS dispatcher.attempt_%1$s, dispatcher.delivery_%1$s";

    private final DataSource database;
    private final FlowView flows;
    private final DeliveryEvents events;
    private final PostgresOutgoingEvents outgoing;
    private final Clock clock;

    PostgresExpiredDays(
            DataSource database,
            FlowView flows,
            DeliveryEvents events,
            PostgresOutgoingEvents outgoing,
            Clock clock) {
        this.database = database;
        this.flows = flows;
        this.events = events;
        this.outgoing = outgoing;
        this.clock = clock;
    }

    /** What a transaction does. */
    private interface Work<R> {
        R in(Connection connection) throws SQLException;
    }

    @Override
    public List<LocalDate> withoutResults(Duration olderThan) {
        var before = LocalDate.ofInstant(clock.instant().minus(olderThan), ZoneOffset.UTC);
        return inTransaction(
                connection -> {
                    try (var statement =
                            connection.prepareStatement(
                                    DAYS.formatted(flows.isThere() ? AND_NO_WEBHOOKS : ""))) {
                        statement.setObject(1, before);
                        var days = new ArrayList<LocalDate>();
                        try (var rows = statement.executeQuery()) {
                            while (rows.next()) {
                                days.add(rows.getObject(1, LocalDate.class));
                            }
                        }
                        return days;
                    }
                });
    }

    @Override
    public int endHeld(LocalDate day, int most) {
        return inTransaction(
                connection -> {
                    var ended = endHeld(connection, day, most);
                    outgoing.add(connection, ended);
                    return ended.size();
                });
    }

    private List<Event> endHeld(Connection connection, LocalDate day, int most)
            throws SQLException {
        try (var statement = connection.prepareStatement(END_HELD)) {
            range(statement, 1, day);
            statement.setInt(3, most);
            var ended = new ArrayList<Event>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ended.add(ended(rows));
                }
            }
            return ended;
        }
    }

    private Event ended(ResultSet row) throws SQLException {
        var reference =
                new ResultReference(
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                        JobKey.of(row.getString("partner_id"), row.getString("job_id")));
        return events.expired(
                reference.key(),
                new DeliveryKey(
                        reference.acceptedAt(),
                        new WebhookId(row.getString("webhook_id")),
                        new Endpoint(row.getString("endpoint"))),
                row.getInt("attempts"),
                row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("trace_parent")));
    }

    @Override
    public void forgetCommands(Duration olderThan) {
        inTransaction(
                connection -> {
                    try (var statement = connection.prepareStatement(FORGET_COMMANDS)) {
                        statement.setLong(1, olderThan.toMillis());
                        return statement.executeUpdate();
                    }
                });
    }

    @Override
    public boolean drop(LocalDate day) {
        return inTransaction(
                connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute(LOCK);
                        if (isInUse(connection, day) || isOwedByFlows(connection, day)) {
                            return false;
                        }
                        statement.execute(DROP.formatted(SUFFIX.format(day)));
                        return true;
                    }
                });
    }

    private static boolean isInUse(Connection connection, LocalDate day) throws SQLException {
        try (var statement = connection.prepareStatement(IN_USE)) {
            for (int first = 1; first <= 7; first += 2) {
                range(statement, first, day);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    private boolean isOwedByFlows(Connection connection, LocalDate day) throws SQLException {
        if (!flows.isThere()) {
            return false;
        }
        try (var statement = connection.prepareStatement(OWED_BY_FLOWS)) {
            range(statement, 1, day);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    private static void range(PreparedStatement statement, int first, LocalDate day)
            throws SQLException {
        statement.setObject(first, day.atStartOfDay().atOffset(ZoneOffset.UTC));
        statement.setObject(first + 1, day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
    }

    private <R> R inTransaction(Work<R> work) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var outcome = work.in(connection);
                connection.commit();
                return outcome;
            } finally {
                // Undoes what a failure left; after a commit there is nothing to undo.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
