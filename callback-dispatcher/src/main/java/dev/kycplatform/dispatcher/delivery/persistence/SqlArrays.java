package dev.kycplatform.dispatcher.delivery.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binds the columns of many rows as one array each, in the order of the statement's parameters.
 *
 * @param <T> a row
 */
final class SqlArrays<T> {
    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int bound;

    /** A row's value in a column. */
    interface Column<T> {
        @Nullable Object of(T row);
    }

    /** A row's time in a column. */
    interface TimeColumn<T> {
        @Nullable Instant of(T row);
    }

    /** A row's bytes in a column. */
    interface BytesColumn<T> {
        byte @Nullable [] of(T row);
    }

    /** @param bound how many parameters stand before the first array */
    SqlArrays(Connection connection, PreparedStatement statement, List<T> rows, int bound) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        this.bound = bound;
    }

    SqlArrays<T> text(Column<T> column) throws SQLException {
        return bind("text", column);
    }

    SqlArrays<T> times(TimeColumn<T> column) throws SQLException {
        return bind(
                "timestamptz",
                row -> {
                    var time = column.of(row);
                    return time == null ? null : time.atOffset(ZoneOffset.UTC);
                });
    }

    /** The driver takes bytes in an array of exactly this type only. */
    SqlArrays<T> bytes(BytesColumn<T> column) throws SQLException {
        byte[] @Nullable [] values = new byte[rows.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.of(rows.get(i));
        }
        statement.setArray(++bound, connection.createArrayOf("bytea", values));
        return this;
    }

    /** @param type as PostgreSQL names it */
    SqlArrays<T> bind(String type, Column<T> column) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.of(rows.get(i));
        }
        statement.setArray(++bound, connection.createArrayOf(type, values));
        return this;
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
