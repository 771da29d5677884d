package dev.kycplatform.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.function.Function;

/**
 * The days (UTC) that some rows are of. A statement that joins many rows to a table in partitions by day names them
 * beside the join ({@code AND t.accepted_at >= ? AND t.accepted_at < ?}): by the join alone PostgreSQL plans every day
 * there is, each time anew, which with sixty of them takes it milliseconds. Whole days, for of a part of one it thinks
 * that it holds next to nothing when it is newer than its statistics, and reads all of that part.
 */
public record Days(LocalDate first, LocalDate last) {
    /** @param rows at least one */
    public static <T> Days of(Collection<T> rows, Function<T, Instant> time) {
        var days =
                rows.stream()
                        .map(row -> LocalDate.ofInstant(time.apply(row), ZoneOffset.UTC))
                        .toList();
        return new Days(Collections.min(days), Collections.max(days));
    }

    /** Sets two parameters, {@code number} and the one after it. */
    public void bind(PreparedStatement statement, int number) throws SQLException {
        statement.setObject(number, midnight(first));
        statement.setObject(number + 1, midnight(last.plusDays(1)));
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
