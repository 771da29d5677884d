package dev.kycplatform.operators.persistence;

import dev.kycplatform.operators.AuditLog;
import dev.kycplatform.operators.Requester;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Audit rows in the table {@code audit} of the service's own schema. Written once, never changed. */
@ApplicationScoped
class JdbcAuditLog implements AuditLog {
    private static final String INSERT =
            "INSERT INTO audit (at, operator, action, subject, reason) VALUES (?, ?, ?, ?, ?)";

    private final DataSource database;
    private final Clock clock;

    JdbcAuditLog(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void record(Requester requester, String action, String subject) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setString(2, requester.operator());
            insert.setString(3, action);
            insert.setString(4, subject);
            insert.setString(5, requester.reason().orElse(null));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
