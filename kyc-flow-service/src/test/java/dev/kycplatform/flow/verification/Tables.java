package dev.kycplatform.flow.verification;

import dev.kycplatform.localstack.testing.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The service's tables, behind its back. */
final class Tables {
    private Tables() {}

    /** The number that is the query's one row. */
    static long count(String sql) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var row = admin.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
