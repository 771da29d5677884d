package dev.kycplatform.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The partitions of a table that is range-partitioned by a time, one per UTC day. A partition is made
 * when its first row comes, once per process asked; any number of instances may ask at once.
 */
public final class DayPartitions {
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("uuuuMMdd");

    private final String schema;
    private final String table;
    private final DataSource database;
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    public DayPartitions(DataSource database, String schema, String table) {
        this.database = database;
        this.schema = schema;
        this.table = table;
    }

    /**
     * Returns when every time given has a partition. Takes a connection of its own only for a day this
     * process has not seen.
     */
    public void ensure(Collection<Instant> times) throws SQLException {
        var missing = new TreeSet<LocalDate>();
        for (var time : times) {
            var day = LocalDate.ofInstant(time, ZoneOffset.UTC);
            if (!known.contains(day)) {
                missing.add(day);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        try (var connection = database.getConnection()) {
            for (var day : missing) {
                make(connection, day);
                known.add(day);
            }
        }
    }

    /**
     * The start of the first day that some rows are of. A statement that joins many rows to a partitioned table names it
     * beside the join ({@code AND t.accepted_at >= ?}): by the join alone PostgreSQL plans every day there is, each time
     * anew, which with sixty of them takes it milliseconds. No end is named: of a part of a table that has no statistics
     * yet PostgreSQL thinks that it holds next to nothing, and reads all of it in place of single rows.
     *
     * @param rows at least one
     */
    public static <T> OffsetDateTime startOf(Collection<T> rows, Function<T, Instant> time) {
        var earliest = rows.stream().map(time).min(Comparator.naturalOrder()).orElseThrow();
        return LocalDate.ofInstant(earliest, ZoneOffset.UTC)
                .atStartOfDay()
                .atOffset(ZoneOffset.UTC);
    }

    private void make(Connection connection, LocalDate day) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            // IF NOT EXISTS alone lets two makers collide in the catalogue.
            statement.execute(
                    "SELECT pg_advisory_xact_lock(hashtext('%s.%s'))".formatted(schema, table));
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS %1$s.%2$s_%3$s PARTITION OF %1$s.%2$s
                    FOR VALUES FROM ('%4$s 00:00:00+00') TO ('%5$s 00:00:00+00')\
                    """
                            .formatted(schema, table, SUFFIX.format(day), day, day.plusDays(1)));
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
