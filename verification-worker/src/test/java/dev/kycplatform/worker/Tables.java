package dev.kycplatform.worker;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.localstack.testing.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into the database behind the worker's back. */
final class Tables implements AutoCloseable {
    private final Connection connection;

    Tables() {
        try {
            connection = DriverManager.getConnection(TestServers.adminJdbcUrl());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Map<String, @Nullable Object>> results(JobKey key) {
        return query(
                "SELECT * FROM worker.result_v1 WHERE partner_id = ? AND job_id = ?",
                key.partnerId().value(),
                key.jobId().value());
    }

    List<Map<String, @Nullable Object>> parked(JobKey key) {
        return query(
                "SELECT * FROM worker.parked_job WHERE partner_id = ? AND job_id = ?",
                key.partnerId().value(),
                key.jobId().value());
    }

    /** As if an instance had parked the job and died; a lease may be under way or long over. */
    void park(JobKey key, Instant acceptedAt, byte[] event, @Nullable Duration leaseLeft) {
        update(
                """
                INSERT INTO worker.parked_job (partner_id, job_id, accepted_at, authority, cause, attempts,
                    due_at, deadline_at, lease_token, leased_until, event)
                VALUES (?, ?, ?, 'ng-nibss', 'status_503', 1, now(), now() + interval '1 day',
                    CASE WHEN ?::bigint IS NULL THEN NULL ELSE gen_random_uuid() END,
                    now() + ?::bigint * interval '1 millisecond', ?)""",
                key.partnerId().value(),
                key.jobId().value(),
                acceptedAt.atOffset(ZoneOffset.UTC),
                leaseLeft == null ? null : leaseLeft.toMillis(),
                leaseLeft == null ? null : leaseLeft.toMillis(),
                event);
    }

    List<Map<String, @Nullable Object>> query(String sql, Object... parameters) {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            var found = new ArrayList<Map<String, @Nullable Object>>();
            try (var rows = statement.executeQuery()) {
                var columns = rows.getMetaData();
                while (rows.next()) {
                    var row = new HashMap<String, @Nullable Object>();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        row.put(columns.getColumnName(i), rows.getObject(i));
                    }
                    found.add(row);
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void update(String sql, @Nullable Object... parameters) {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
