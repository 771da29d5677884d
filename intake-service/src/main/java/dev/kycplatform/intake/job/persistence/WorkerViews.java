package dev.kycplatform.intake.job.persistence;

import dev.kycplatform.intake.job.AcceptedJob;
import dev.kycplatform.intake.job.Attempt;
import dev.kycplatform.intake.job.Attempts;
import dev.kycplatform.intake.job.AuthorityStatus.Window;
import dev.kycplatform.intake.job.AuthorityWindows;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the worker lets others see beside results. {@code accepted_at} prunes attempts to one partition. */
@ApplicationScoped
class WorkerViews implements Attempts, AuthorityWindows {
    private static final String ATTEMPTS =
            """
            SELECT attempt, a.authority, outcome, asked_at, ended_at, a.next_attempt_at, deadline_at
            FROM worker.attempt_v1 a LEFT JOIN worker.parked_job_v1 p USING (partner_id, job_id)
            WHERE a.accepted_at = ? AND partner_id = ? AND job_id = ?
            ORDER BY attempt DESC LIMIT ?""";

    private static final String UNASKED =
            """
            SELECT 1 AS attempt, authority, 'pending' AS outcome, parked_at AS asked_at, parked_at AS ended_at,
                   next_attempt_at, deadline_at
            FROM worker.parked_job_v1
            WHERE accepted_at = ? AND partner_id = ? AND job_id = ? AND attempts = 0""";

    private static final String WINDOWS =
            """
            SELECT window_start, asked, answered, last_asked_at FROM worker.authority_window_v1
            WHERE country = ? AND id_type = ?
            ORDER BY window_start DESC LIMIT ?""";

    private final DataSource database;

    WorkerViews(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Attempt> of(AcceptedJob job, int most) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(ATTEMPTS)) {
            statement.setInt(4, most);
            var attempts = attempts(statement, job);
            return attempts.isEmpty() ? unasked(connection, job) : attempts.reversed();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static List<Attempt> unasked(Connection connection, AcceptedJob job)
            throws SQLException {
        try (var statement = connection.prepareStatement(UNASKED)) {
            return attempts(statement, job);
        }
    }

    private static List<Attempt> attempts(PreparedStatement statement, AcceptedJob job)
            throws SQLException {
        statement.setObject(1, job.acceptedAt().atOffset(ZoneOffset.UTC));
        statement.setString(2, job.key().partnerId().value());
        statement.setString(3, job.key().jobId().value());
        var attempts = new ArrayList<Attempt>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                attempts.add(attempt(rows));
            }
        }
        return attempts;
    }

    @Override
    public List<Window> latest(String country, String idType, int most) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(WINDOWS)) {
            statement.setString(1, country);
            statement.setString(2, idType);
            statement.setInt(3, most);
            var windows = new ArrayList<Window>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    windows.add(
                            new Window(
                                    time(rows, "window_start"),
                                    rows.getLong("asked"),
                                    rows.getLong("answered"),
                                    time(rows, "last_asked_at")));
                }
            }
            return windows;
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        var at = time(row, "asked_at");
        return new Attempt(
                row.getInt("attempt"),
                at,
                row.getString("authority"),
                row.getString("outcome"),
                Duration.between(at, time(row, "ended_at")),
                timeOrNull(row, "next_attempt_at"),
                timeOrNull(row, "deadline_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
