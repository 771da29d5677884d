package dev.kycplatform.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.function.Function;

/**
 * From the earliest to the latest of some rows' times, both included. A statement that joins many rows to a table in
 * partitions by day names it beside the join ({@code AND t.accepted_at BETWEEN ? AND ?}): by the join alone PostgreSQL
 * plans every day there is, each time anew, which with sixty days takes it milliseconds.
 */
public record TimeSpan(Instant earliest, Instant latest) {
    /** @param rows at least one */
    public static <T> TimeSpan of(Collection<T> rows, Function<T, Instant> time) {
        var times = rows.stream().map(time).toList();
        return new TimeSpan(Collections.min(times), Collections.max(times));
    }

    /** Sets two parameters, of which {@code first} is the number of the first. */
    public void bind(PreparedStatement statement, int first) throws SQLException {
        statement.setObject(first, earliest.atOffset(ZoneOffset.UTC));
        statement.setObject(first + 1, latest.atOffset(ZoneOffset.UTC));
    }
}
