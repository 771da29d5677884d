package dev.kycplatform.flow.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.testing.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Ends whoever writes to a table about an app, once, right after the row is written: PostgreSQL cuts the connection, in
 * the middle of its transaction, as it would of a process that died there.
 */
final class SuddenDeath implements AutoCloseable {
    /** A sequence counts the rows, because what it counts outlives the transaction that dies. */
    private static final String PREPARE =
            """
            CREATE SCHEMA IF NOT EXISTS death;
            CREATE SEQUENCE IF NOT EXISTS death.written;
            ALTER SEQUENCE death.written RESTART;
            CREATE OR REPLACE FUNCTION death.strike() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            DECLARE
                written jsonb := to_jsonb(coalesce(NEW, OLD));
            BEGIN
                IF position(TG_ARGV[0] IN written::text) > 0
                   OR EXISTS (SELECT FROM flow.verification v
                              WHERE v.app_handle = TG_ARGV[0]
                                AND v.verification_id::text IN (written ->> 'verification_id', written ->> 'subject'))
                   OR EXISTS (SELECT FROM flow.entity e
                              WHERE e.app_handle = TG_ARGV[0] AND e.entity_id::text = written ->> 'entity_id')
                THEN
                    IF nextval('death.written') = TG_ARGV[1]::bigint THEN
                        PERFORM pg_terminate_backend(pg_backend_pid());
                        PERFORM pg_sleep(10);
                    END IF;
                END IF;
                RETURN NULL;
            END $$\
            """;

    private final String table;
    private final int row;

    private SuddenDeath(String table, int row) {
        this.table = table;
        this.row = row;
    }

    /**
     * @param step as {@code INSERT lookup}, or {@code INSERT lookup 2} for the second row
     * @param app whose rows they are
     */
    static SuddenDeath after(String step, String app) {
        var words = step.split(" ");
        var death = new SuddenDeath(words[1], words.length > 2 ? Integer.parseInt(words[2]) : 1);
        execute(PREPARE);
        execute(
                "CREATE TRIGGER strike AFTER %s ON flow.%s FOR EACH ROW EXECUTE FUNCTION death.strike('%s', '%d')"
                        .formatted(words[0], death.table, app, death.row));
        return death;
    }

    boolean hasStruck() {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement = admin.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT is_called AND last_value >= %d FROM death.written"
                                        .formatted(row))) {
            rows.next();
            return rows.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nobody dies any more. */
    @Override
    public void close() {
        execute("DROP TRIGGER strike ON flow." + table);
        assertThat(hasStruck()).as("somebody has died").isTrue();
    }

    private static void execute(String sql) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement = admin.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
