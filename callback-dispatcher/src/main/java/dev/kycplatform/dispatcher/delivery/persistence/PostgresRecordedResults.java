package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.dispatcher.delivery.RecordedResults;
import dev.kycplatform.storage.SqlFailures;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Results by when they were recorded, through the worker's view; the position in a row of our own. */
@Singleton
class PostgresRecordedResults implements RecordedResults {
    private static final String RECONCILED =
            "SELECT recorded_at, accepted_at, partner_id, job_id FROM dispatcher.reconciled";

    /** Those that owe nothing are read too, or the position would stand still among them. */
    private static final String AFTER =
            """
            SELECT r.recorded_at, r.accepted_at, r.partner_id, r.job_id,
                   r.callback_owed AND NOT EXISTS (
                       SELECT FROM dispatcher.delivery d
                       WHERE d.accepted_at = r.accepted_at AND d.partner_id = r.partner_id
                         AND d.job_id = r.job_id) AS missing
            FROM worker.result_v1 r
            WHERE (r.recorded_at, r.accepted_at, r.partner_id, r.job_id) > (?, ?, ?, ?)
              AND r.recorded_at <= now() - ? * interval '1 millisecond'
            ORDER BY r.recorded_at, r.accepted_at, r.partner_id, r.job_id LIMIT ?\
            """;

    private static final String ADVANCE =
            """
            UPDATE dispatcher.reconciled
            SET recorded_at = ?, accepted_at = ?, partner_id = ?, job_id = ?
            WHERE (recorded_at, accepted_at, partner_id, job_id) = (?, ?, ?, ?)\
            """;

    private final DataSource database;

    PostgresRecordedResults(DataSource database) {
        this.database = database;
    }

    @Override
    public Position reconciled() {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(RECONCILED);
                var rows = statement.executeQuery()) {
            rows.next();
            return position(rows);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public List<Recorded<Position>> after(Position position, Duration behind, int most) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(AFTER)) {
            bind(statement, 0, position);
            statement.setLong(5, behind.toMillis());
            statement.setInt(6, most);
            var found = new ArrayList<Recorded<Position>>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new Recorded<>(position(rows), rows.getBoolean("missing")));
                }
            }
            return found;
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void advance(Position from, Position to) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(ADVANCE)) {
            bind(statement, 0, to);
            bind(statement, 4, from);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static void bind(PreparedStatement statement, int before, Position position)
            throws SQLException {
        var reference = position.reference();
        statement.setObject(before + 1, position.recordedAt().atOffset(ZoneOffset.UTC));
        statement.setObject(before + 2, reference.acceptedAt().atOffset(ZoneOffset.UTC));
        statement.setString(before + 3, reference.key().partnerId().value());
        statement.setString(before + 4, reference.key().jobId().value());
    }

    private static Position position(ResultSet row) throws SQLException {
        return new Position(
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                new ResultReference(
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                        JobKey.of(row.getString("partner_id"), row.getString("job_id"))));
    }
}
