package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.dispatcher.delivery.OutgoingEvents;
import dev.kycplatform.storage.SqlFailures;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Events as rows, which know the instance that is to publish them. */
@Singleton
class PostgresOutgoingEvents implements OutgoingEvents {
    private static final String INSERT =
            """
            INSERT INTO dispatcher.outgoing_event
                (id, topic, key, type, source, subject, time, value, trace_parent, instance)
            SELECT e.*, ?
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::timestamptz[], ?::bytea[], ?::text[]) AS e
            ON CONFLICT DO NOTHING""";

    private static final String OWN =
            """
            SELECT * FROM dispatcher.outgoing_event WHERE instance = ?
            ORDER BY recorded_at LIMIT ?""";

    private static final String LEFT_BEHIND =
            """
            SELECT * FROM dispatcher.outgoing_event
            WHERE recorded_at < now() - ? * interval '1 millisecond'
            ORDER BY recorded_at LIMIT ?""";

    private static final String DELETE =
            "DELETE FROM dispatcher.outgoing_event WHERE id = ANY (?::text[])";

    private final DataSource database;
    private final UUID instance = UUID.randomUUID();

    PostgresOutgoingEvents(DataSource database) {
        this.database = database;
    }

    /** In the caller's transaction. */
    void add(Connection connection, List<Event> events) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, instance);
            new SqlArrays<>(connection, statement, events, 1)
                    .text(event -> event.id().value())
                    .text(event -> event.topic().name())
                    .text(Event::key)
                    .text(event -> event.type().name())
                    .text(Event::source)
                    .text(Event::subject)
                    .times(Event::time)
                    .bytes(Event::value)
                    .text(Event::traceParent);
            statement.executeUpdate();
        }
    }

    @Override
    public List<Event> own(int most) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(OWN)) {
            statement.setObject(1, instance);
            statement.setInt(2, most);
            return events(statement);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public List<Event> leftBehind(Duration ago, int most) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(LEFT_BEHIND)) {
            statement.setLong(1, ago.toMillis());
            statement.setInt(2, most);
            return events(statement);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void published(Collection<EventId> events) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(DELETE)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", events.stream().map(EventId::value).toArray()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static List<Event> events(PreparedStatement statement) throws SQLException {
        var events = new ArrayList<Event>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                events.add(event(rows));
            }
        }
        return events;
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                Topics.valueOf(row.getString("topic")),
                row.getString("key"),
                new EventId(row.getString("id")),
                EventType.valueOf(row.getString("type")),
                row.getString("source"),
                row.getString("subject"),
                row.getObject("time", OffsetDateTime.class).toInstant(),
                row.getBytes("value"),
                row.getString("trace_parent"));
    }
}
