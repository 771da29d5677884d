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

/** What one transaction tells of as one row, which knows the instance that is to publish it. */
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
            statement.setLong(1, ago.toMillis());
            statement.setInt(2, most);
            return groups(statement);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
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
