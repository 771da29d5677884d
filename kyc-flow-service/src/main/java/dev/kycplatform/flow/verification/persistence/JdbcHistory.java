package dev.kycplatform.flow.verification.persistence;

import dev.kycplatform.flow.verification.History;
import dev.kycplatform.flow.verification.KycAction;
import dev.kycplatform.flow.verification.Step;
import dev.kycplatform.flow.verification.VerificationId;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Transitions as rows. */
@ApplicationScoped
class JdbcHistory implements History {
    private static final String INSERT =
            """
            INSERT INTO flow.verification_history
                (verification_id, version, status, action, at, cause, by, reasons)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
            """;

    private static final String OF =
            "SELECT * FROM flow.verification_history WHERE verification_id = ? ORDER BY version";

    private final DataSource database;
    private final Reasons reasons;

    JdbcHistory(DataSource database, Reasons reasons) {
        this.database = database;
        this.reasons = reasons;
    }

    @Override
    public void add(Step step) {
        var after = step.after();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, after.id().value());
            statement.setLong(2, after.version());
            statement.setString(3, after.state().wire());
            statement.setString(4, after.action().map(KycAction::wire).orElse(null));
            statement.setObject(5, after.updatedAt().atOffset(ZoneOffset.UTC));
            statement.setString(6, step.cause().wire());
            statement.setString(7, step.by().orElse(null));
            statement.setBytes(8, reasons.sealed(after.id(), step.reasons()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public List<Past> of(VerificationId id) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(OF)) {
            statement.setObject(1, id.value());
            var past = new ArrayList<Past>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    past.add(
                            new Past(
                                    rows.getLong("version"),
                                    rows.getString("status"),
                                    Optional.ofNullable(rows.getString("action")),
                                    rows.getObject("at", OffsetDateTime.class).toInstant(),
                                    rows.getString("cause"),
                                    Optional.ofNullable(rows.getString("by")),
                                    reasons.opened(id, rows.getBytes("reasons"))));
                }
            }
            return List.copyOf(past);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
