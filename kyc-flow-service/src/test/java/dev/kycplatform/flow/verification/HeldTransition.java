package dev.kycplatform.flow.verification;

import static org.awaitility.Awaitility.await;

import dev.kycplatform.localstack.testing.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Holds up whoever writes a transition of a verification, in the middle of its transaction, until it is let go: what
 * others do meanwhile, they do at the same time.
 */
final class HeldTransition implements AutoCloseable {
    private static final int LOCK = 20_261_129;

    private static final String PREPARE =
            """
            CREATE SCHEMA IF NOT EXISTS held;
            CREATE OR REPLACE FUNCTION held.up() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                IF NEW.verification_id::text = TG_ARGV[0] AND NEW.status = TG_ARGV[1] THEN
                    PERFORM pg_advisory_xact_lock(%d);
                END IF;
                RETURN NULL;
            END $$\
            """
                    .formatted(LOCK);

    private final Connection holding;

    private HeldTransition(Connection holding) {
        this.holding = holding;
    }

    /** @param status that the verification is about to have */
    static HeldTransition to(String status, String verification) throws SQLException {
        var held = new HeldTransition(DriverManager.getConnection(TestServers.adminJdbcUrl()));
        held.execute("SELECT pg_advisory_lock(%d)".formatted(LOCK));
        held.execute(PREPARE);
        held.execute(
                "CREATE TRIGGER held AFTER INSERT ON flow.verification_history FOR EACH ROW EXECUTE FUNCTION held.up('%s', '%s')"
                        .formatted(verification, status));
        return held;
    }

    /** Returns once somebody has come to it. */
    void awaitWriter() {
        await("a writer").atMost(Duration.ofSeconds(60)).until(() -> isAny(WRITERS));
    }

    private static final String WRITERS =
            "SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = %d AND NOT granted"
                    .formatted(LOCK);

    /** Whether anybody waits for an entity. */
    static boolean isEntityAwaited() throws SQLException {
        return isAny(
                "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%flow.entity %'");
    }

    private static boolean isAny(String sql) throws SQLException {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var rows = admin.createStatement().executeQuery(sql)) {
            return rows.next();
        }
    }

    void letGo() throws SQLException {
        execute("SELECT pg_advisory_unlock_all()");
    }

    @Override
    public void close() throws SQLException {
        letGo();
        execute("DROP TRIGGER held ON flow.verification_history");
        holding.close();
    }

    private void execute(String sql) throws SQLException {
        try (var statement = holding.createStatement()) {
            statement.execute(sql);
        }
    }
}
