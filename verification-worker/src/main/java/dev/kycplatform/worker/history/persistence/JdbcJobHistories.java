package dev.kycplatform.worker.history.persistence;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.JobCompleted;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.storage.SqlFailures;
import dev.kycplatform.worker.history.JobHistories;
import dev.kycplatform.worker.history.JobHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** By key each, in the one partition of the job's day. */
@ApplicationScoped
class JdbcJobHistories implements JobHistories {
    /** A job may be asked for a thousand times in its seven days. */
    private static final int MOST_ATTEMPTS = 1_000;

    private static final String PARKED =
            """
            SELECT authority, cause, attempts, parked_at, due_at, deadline_at, leased_until
            FROM worker.parked_job WHERE partner_id = ? AND job_id = ?""";

    private static final String ATTEMPTS =
            """
            SELECT attempt, v.authority, outcome, cause, v.asked_at, v.ended_at, v.next_attempt_at
            FROM worker.attempt_v1 v
            LEFT JOIN worker.attempt a USING (accepted_at, partner_id, job_id, attempt)
            WHERE accepted_at = ? AND partner_id = ? AND job_id = ?
            ORDER BY attempt LIMIT ?""";

    private static final String RESULT =
            """
            SELECT result_code, authority, attempts, answered_at, recorded_at,
                   callback IS NOT NULL AS callback_owed, parked_at, parked_cause
            FROM worker.result WHERE accepted_at = ? AND partner_id = ? AND job_id = ?""";

    private final DataSource database;

    JdbcJobHistories(DataSource database) {
        this.database = database;
    }

    @Override
    public JobHistory of(JobKey key, Instant acceptedAt) {
        try (var connection = database.getConnection()) {
            return new JobHistory(
                    parked(connection, key),
                    attempts(connection, key, acceptedAt),
                    result(connection, key, acceptedAt),
                    null);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static Optional<JobHistory.Parked> parked(Connection connection, JobKey key)
            throws SQLException {
        try (var statement = connection.prepareStatement(PARKED)) {
            statement.setString(1, key.partnerId().value());
            statement.setString(2, key.jobId().value());
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new JobHistory.Parked(
                                        row.getString("authority"),
                                        row.getString("cause"),
                                        row.getInt("attempts"),
                                        time(row, "parked_at"),
                                        time(row, "due_at"),
                                        time(row, "deadline_at"),
                                        timeOrNull(row, "leased_until")))
                        : Optional.empty();
            }
        }
    }

    private static List<JobHistory.Attempt> attempts(
            Connection connection, JobKey key, Instant acceptedAt) throws SQLException {
        try (var statement = connection.prepareStatement(ATTEMPTS)) {
            statement.setObject(1, acceptedAt.atOffset(ZoneOffset.UTC));
            statement.setString(2, key.partnerId().value());
            statement.setString(3, key.jobId().value());
            statement.setInt(4, MOST_ATTEMPTS);
            var attempts = new ArrayList<JobHistory.Attempt>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var at = time(row, "asked_at");
                    attempts.add(
                            new JobHistory.Attempt(
                                    row.getInt("attempt"),
                                    at,
                                    row.getString("authority"),
                                    row.getString("outcome"),
                                    row.getString("cause"),
                                    Duration.between(at, time(row, "ended_at")),
                                    timeOrNull(row, "next_attempt_at")));
                }
            }
            return attempts;
        }
    }

    private static Optional<JobHistory.Result> result(
            Connection connection, JobKey key, Instant acceptedAt) throws SQLException {
        try (var statement = connection.prepareStatement(RESULT)) {
            statement.setObject(1, acceptedAt.atOffset(ZoneOffset.UTC));
            statement.setString(2, key.partnerId().value());
            statement.setString(3, key.jobId().value());
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new JobHistory.Result(
                                        ResultCode.ofWire(row.getString("result_code")),
                                        row.getString("authority"),
                                        row.getInt("attempts"),
                                        time(row, "answered_at"),
                                        time(row, "recorded_at"),
                                        row.getBoolean("callback_owed"),
                                        timeOrNull(row, "parked_at"),
                                        row.getString("parked_cause"),
                                        JobCompleted.eventId(key)))
                        : Optional.empty();
            }
        }
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
