package dev.kycplatform.dispatcher;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.localstack.testing.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into the dispatcher's tables behind its back. */
final class Rows {
    /** One for all: to open one takes ten times as long as what is asked. */
    private static @Nullable Connection connection;

    private Rows() {}

    /** A superuser's. Not to be closed; made anew if a test has had it cut off. */
    static synchronized Connection admin() throws SQLException {
        var known = connection;
        if (known == null || !known.isValid(2)) {
            known = DriverManager.getConnection(TestServers.adminJdbcUrl());
            connection = known;
        }
        return known;
    }

    /** The job's deliveries, each by column. */
    static List<Map<String, @Nullable Object>> deliveries(JobKey job) {
        return query(
                "SELECT * FROM dispatcher.delivery WHERE partner_id = ? AND job_id = ?",
                job.partnerId().value(),
                job.jobId().value());
    }

    /** The state of the job's one delivery; empty text if there is none. */
    static String state(JobKey job) {
        var rows = deliveries(job);
        return rows.size() == 1 ? String.valueOf(rows.getFirst().get("state")) : "";
    }

    /** The attempts at the job's one delivery, first one first. */
    static List<Map<String, @Nullable Object>> attempts(JobKey job) {
        return query(
                """
                SELECT a.* FROM dispatcher.attempt a
                JOIN dispatcher.delivery USING (accepted_at, webhook_id, endpoint)
                WHERE partner_id = ? AND job_id = ? ORDER BY attempt""",
                job.partnerId().value(),
                job.jobId().value());
    }

    static List<Map<String, @Nullable Object>> query(String sql, String... arguments) {
        try (var statement = prepared(admin(), sql, arguments);
                var rows = statement.executeQuery()) {
            var all = new ArrayList<Map<String, @Nullable Object>>();
            var columns = rows.getMetaData();
            while (rows.next()) {
                var row = new LinkedHashMap<String, @Nullable Object>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.put(columns.getColumnName(i), rows.getObject(i));
                }
                all.add(row);
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void update(String sql, String... arguments) {
        try (var statement = prepared(admin(), sql, arguments)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PreparedStatement prepared(Connection admin, String sql, String... arguments)
            throws SQLException {
        var statement = admin.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setString(i + 1, arguments[i]);
        }
        return statement;
    }
}
