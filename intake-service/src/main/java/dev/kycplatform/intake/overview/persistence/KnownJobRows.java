package dev.kycplatform.intake.overview.persistence;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.SmileJobId;
import dev.kycplatform.intake.overview.JobState;
import dev.kycplatform.intake.overview.KnownJob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Claims beside their results and parked rows, by key each. */
final class KnownJobRows {
    /**
     * To follow on a FROM that names claims {@code c}. The worker's tables are in the database's own collation: by
     * another one their indexes are not found.
     */
    static final String WITH_STANDING =
            """
            LEFT JOIN LATERAL (
                SELECT result_code FROM worker.result_v1 r
                WHERE r.accepted_at = c.accepted_at AND r.partner_id = c.partner_id COLLATE "default"
                  AND r.job_id = c.job_id COLLATE "default"
                LIMIT 1) r ON true
            LEFT JOIN LATERAL (
                SELECT next_attempt_at FROM worker.parked_job_v1 p
                WHERE p.partner_id = c.partner_id COLLATE "default"
                  AND p.job_id = c.job_id COLLATE "default"
                LIMIT 1) p ON true
            CROSS JOIN LATERAL (
                SELECT CASE WHEN r.result_code IS NOT NULL THEN 'answered'
                            WHEN p.next_attempt_at IS NOT NULL THEN 'parked'
                            WHEN c.unconfirmed THEN 'unconfirmed'
                            ELSE 'unanswered' END AS state) s
            """;

    static final String COLUMNS =
            """
            c.partner_id, c.job_id, c.smile_job_id, c.lane, c.accepted_at, s.state, r.result_code,
            p.next_attempt_at
            """;

    private KnownJobRows() {}

    static JobKey key(ResultSet row) throws SQLException {
        return JobKey.of(row.getString("partner_id"), row.getString("job_id"));
    }

    static KnownJob job(ResultSet row) throws SQLException {
        return new KnownJob(
                key(row),
                new SmileJobId(row.getLong("smile_job_id")),
                Lane.valueOf(row.getString("lane")),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                JobState.ofWire(row.getString("state")).orElseThrow(),
                Optional.ofNullable(row.getString("result_code")),
                time(row, "next_attempt_at"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
