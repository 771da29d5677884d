package dev.kycplatform.worker;

import dev.kycplatform.localstack.testing.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The worker's database, taken away and brought back. */
final class Outage {
    private Outage() {}

    static <R> void ofTheDatabase(Tables tables, Supplier<R> meanwhile, Consumer<R> afterwards) {
        R came;
        allowConnections(tables, false);
        try {
            came = meanwhile.get();
        } finally {
            allowConnections(tables, true);
        }
        afterwards.accept(came);
    }

    /** Connections that stand are ended, but for the one that says so, and no new one is let in. */
    static void allowConnections(Tables tables, boolean allowed) {
        var database =
                (String) tables.query("SELECT current_database() AS name").getFirst().get("name");
        var elsewhere = TestServers.adminJdbcUrl().replace("/" + database, "/postgres");
        try (var connection = DriverManager.getConnection(elsewhere);
                var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS " + allowed);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        if (!allowed) {
            tables.query(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }
    }
}
