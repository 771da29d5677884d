package dev.kycplatform.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a multi-row statement: one array per column, for {@code unnest}. Columns are added in
 * the order of the statement's placeholders.
 *
 * @param <T> a row
 */
public final class ArrayParameters<T> {
    private final PreparedStatement statement;
    private final List<T> rows;
    private int last;

    /** A row's value in one column. */
    @FunctionalInterface
    public interface Column<T> {
        @Nullable Object of(T row);
    }

    /** A row's byte string in one column. */
    @FunctionalInterface
    public interface BytesColumn<T> {
        byte @Nullable [] of(T row);
    }

    public ArrayParameters(PreparedStatement statement, List<T> rows) {
        this.statement = statement;
        this.rows = rows;
    }

    /**
     * @param type PostgreSQL's name of the elements' type
     * @param value written as its text; null is NULL
     */
    public ArrayParameters<T> add(String type, Column<T> value) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.of(rows.get(i));
        }
        return set(type, values);
    }

    /** A column of byte strings, sent as they are; null is NULL. */
    public ArrayParameters<T> addBytes(BytesColumn<T> value) throws SQLException {
        // A byte[][], not an Object[]: only that does the driver send in binary.
        var values = rows.stream().map(value::of).toArray(byte[][]::new);
        return set("bytea", values);
    }

    private ArrayParameters<T> set(String type, @Nullable Object[] values) throws SQLException {
        statement.setArray(++last, statement.getConnection().createArrayOf(type, values));
        return this;
    }
}
