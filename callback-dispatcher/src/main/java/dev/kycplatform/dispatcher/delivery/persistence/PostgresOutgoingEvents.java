package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.dispatcher.delivery.OutgoingEvents;
import dev.kycplatform.dispatcher.delivery.OutgoingGroup;
import dev.kycplatform.storage.SqlFailures;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What one transaction tells of as one row, which knows the instance that is to publish it. The version before has a row
 * for each event, in a table of its own, which it publishes itself; what it leaves behind there is moved over.
 */
@Singleton
class PostgresOutgoingEvents implements OutgoingEvents {
    private static final String INSERT =
            """
            INSERT INTO dispatcher.outgoing_group
                (instance, ids, topics, keys, types, sources, subjects, times, "values", trace_parents)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String OWN =
            """
            SELECT * FROM dispatcher.outgoing_group WHERE instance = ?
            ORDER BY recorded_at LIMIT ?""";

    private static final String LEFT_BEHIND =
            """
            SELECT * FROM dispatcher.outgoing_group
            WHERE recorded_at < now() - ? * interval '1 millisecond'
            ORDER BY recorded_at LIMIT ?""";

    private static final String MOVE_OVER =
            """
            WITH moved AS (
                DELETE FROM dispatcher.outgoing_event WHERE id IN (
                    SELECT id FROM dispatcher.outgoing_event
                    WHERE recorded_at < now() - ? * interval '1 millisecond'
                    ORDER BY recorded_at LIMIT ? FOR UPDATE SKIP LOCKED)
                RETURNING *)
            INSERT INTO dispatcher.outgoing_group
                (ids, topics, keys, types, sources, subjects, times, "values", trace_parents, instance,
                 recorded_at)
            SELECT array_agg(id), array_agg(topic), array_agg(key), array_agg(type), array_agg(source),
                   array_agg(subject), array_agg(time), array_agg(value), array_agg(trace_parent),
                   gen_random_uuid(), min(recorded_at)
            FROM (SELECT * FROM moved ORDER BY recorded_at, time) in_order
            HAVING count(*) > 0""";

    /** A megabyte or so. */
    private static final int MOST_MOVED = 1_000;

    private static final String DELETE =
            "DELETE FROM dispatcher.outgoing_group WHERE id = ANY (?::uuid[])";

    private final DataSource database;
    private final UUID instance = UUID.randomUUID();

    PostgresOutgoingEvents(DataSource database) {
        this.database = database;
    }

    /**
     * In the caller's transaction.
     *
     * @param events at most as many as a transaction's rows: they are read in one piece
     */
    void add(Connection connection, List<Event> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
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
    public List<OutgoingGroup> own(int most) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(OWN)) {
            statement.setObject(1, instance);
            statement.setInt(2, most);
            return groups(statement);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public List<OutgoingGroup> leftBehind(Duration ago, int most) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(LEFT_BEHIND)) {
            moveOver(connection, ago);
            statement.setLong(1, ago.toMillis());
            statement.setInt(2, most);
            return groups(statement);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static void moveOver(Connection connection, Duration ago) throws SQLException {
        try (var statement = connection.prepareStatement(MOVE_OVER)) {
            statement.setLong(1, ago.toMillis());
            statement.setInt(2, MOST_MOVED);
            statement.executeUpdate();
        }
    }

    @Override
    public void published(Collection<UUID> groups) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(DELETE)) {
            statement.setArray(1, connection.createArrayOf("uuid", groups.toArray()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static List<OutgoingGroup> groups(PreparedStatement statement) throws SQLException {
        var groups = new ArrayList<OutgoingGroup>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                groups.add(new OutgoingGroup(rows.getObject("id", UUID.class), events(rows)));
            }
        }
        return groups;
    }

    private static List<Event> events(ResultSet row) throws SQLException {
        var ids = texts(row, "ids");
        var topics = texts(row, "topics");
        var keys = texts(row, "keys");
        var types = texts(row, "types");
        var sources = texts(row, "sources");
        var subjects = texts(row, "subjects");
        var times = (Timestamp[]) row.getArray("times").getArray();
        var values = (byte[][]) row.getArray("values").getArray();
        var traceParents = texts(row, "trace_parents");
        var events = new ArrayList<Event>();
        for (int i = 0; i < ids.length; i++) {
            events.add(
                    new Event(
                            Topics.valueOf(topics[i]),
                            keys[i],
                            new EventId(ids[i]),
                            EventType.valueOf(types[i]),
                            sources[i],
                            subjects[i],
                            times[i].toInstant(),
                            values[i],
                            traceParents[i]));
        }
        return events;
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }
}
