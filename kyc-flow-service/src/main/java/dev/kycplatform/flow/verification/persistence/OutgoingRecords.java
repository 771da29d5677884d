package dev.kycplatform.flow.verification.persistence;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.flow.verification.Outbox;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The outbox as rows. */
@ApplicationScoped
class OutgoingRecords implements Outbox {
    static final String SOURCE = "/kyc-flow-service";

    private static final String INSERT =
            """
            INSERT INTO flow.outgoing_record
                (topic, key, event_id, type, subject, time, value, trace_parent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
            """;

    /**
     * Of one key only the oldest, so that its records keep their order however many instances publish. Two
     * instances never take the same row: the lock is skipped, and a row taken meanwhile is leased.
     */
    private static final String TAKE =
            """
            UPDATE flow.outgoing_record o SET lease_token = ?, leased_until = now() + ? * interval '1 millisecond'
            WHERE o.id IN (
                SELECT r.id FROM flow.outgoing_record r
                WHERE (r.leased_until IS NULL OR r.leased_until < now())
                  AND NOT EXISTS (
                      SELECT FROM flow.outgoing_record e
                      WHERE e.topic = r.topic AND e.key = r.key AND e.id < r.id)
                ORDER BY r.id LIMIT ? FOR UPDATE SKIP LOCKED)
              AND (o.leased_until IS NULL OR o.leased_until < now())
            RETURNING o.*\
            """;

    /** Only what is still leased to who published it. */
    private static final String DELETE =
            "DELETE FROM flow.outgoing_record WHERE id = ANY (?) AND lease_token = ?";

    private final DataSource database;

    OutgoingRecords(DataSource database) {
        this.database = database;
    }

    /** In the caller's transaction. */
    @Override
    public void add(Event event) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, event.topic().name());
            statement.setString(2, event.key());
            statement.setString(3, event.id().value());
            statement.setString(4, event.type().name());
            statement.setString(5, event.subject());
            statement.setObject(6, event.time().atOffset(ZoneOffset.UTC));
            statement.setBytes(7, event.value());
            statement.setString(8, event.traceParent());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public List<Taken> take(UUID lease, Duration within, int most) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(TAKE)) {
            statement.setObject(1, lease);
            statement.setLong(2, within.toMillis());
            statement.setInt(3, most);
            return taken(statement);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void published(UUID lease, Collection<Long> ids) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(DELETE)) {
            statement.setArray(1, connection.createArrayOf("int8", ids.toArray()));
            statement.setObject(2, lease);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static List<Taken> taken(PreparedStatement statement) throws SQLException {
        var taken = new ArrayList<Taken>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                taken.add(new Taken(rows.getLong("id"), event(rows)));
            }
        }
        return taken;
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                Topics.valueOf(row.getString("topic")),
                row.getString("key"),
                new EventId(row.getString("event_id")),
                EventType.valueOf(row.getString("type")),
                SOURCE,
                row.getString("subject"),
                row.getObject("time", OffsetDateTime.class).toInstant(),
                row.getBytes("value"),
                row.getString("trace_parent"));
    }
}
