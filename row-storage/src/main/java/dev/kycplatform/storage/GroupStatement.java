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
     * Runs in a transaction of its own, which the caller commits.
     *
     * @param rows at least one, sorted by key, no key twice
     * @return one outcome per row, in the order of the rows
     */
    List<R> execute(Connection connection, List<T> rows) throws SQLException;
}
