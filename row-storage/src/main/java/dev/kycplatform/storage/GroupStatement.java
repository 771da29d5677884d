package dev.kycplatform.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One statement over many rows.
 *
 * @param <T> a row, or the key of one
 * @param <R> what came of it
 */
@FunctionalInterface
public interface GroupStatement<T, R> {
    /**
     * False if each of its statements may be committed by itself, as it ends: a group then takes one round trip less to the
     * database. Rows that a failure leaves behind must not be in the way when the group is repeated.
     */
    default boolean isOneTransaction() {
        return true;
    }

    /**
     * Runs in a transaction of its own, which the caller commits, if {@link #isOneTransaction()}; else each statement is
     * committed as it ends.
     *
     * @param rows at least one, sorted by key, no key twice
     * @return one outcome per row, in the order of the rows
     */
    List<R> execute(Connection connection, List<T> rows) throws SQLException;

    /** The same without a transaction around it, for one that only reads. */
    static <T, R> GroupStatement<T, R> reading(GroupStatement<T, R> statement) {
        return new GroupStatement<>() {
            @Override
            public boolean isOneTransaction() {
                return false;
            }

            @Override
            public List<R> execute(Connection connection, List<T> rows) throws SQLException {
                return statement.execute(connection, rows);
            }
        };
    }
}
