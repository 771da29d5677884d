package dev.kycplatform.worker.lookup.persistence;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.SmileJobId;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.worker.lookup.StoredResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of a result, and the {@link StoredResult} they make. */
final class ResultColumns {
    /** What a {@link StoredResult} is made of; to be qualified by {@code r}. */
    static final String STORED =
            """
            r.accepted_at, r.partner_id, r.job_id, r.smile_job_id, r.country, r.id_type, r.authority,
            r.result_code, r.asked_at, r.answered_at, r.attempts, r.size, r.sha256, r.trace_parent\
            """;

    private ResultColumns() {}

    static StoredResult read(ResultSet row) throws SQLException {
        return new StoredResult(
                reference(row),
                new SmileJobId(row.getLong("smile_job_id")),
                row.getString("country"),
                row.getString("id_type"),
                row.getString("authority"),
                ResultCode.ofWire(row.getString("result_code")),
                Optional.ofNullable(time(row, "asked_at")),
                present(time(row, "answered_at")),
                row.getInt("attempts"),
                row.getInt("size"),
                row.getBytes("sha256"),
                Optional.ofNullable(row.getString("trace_parent")));
    }

    static ResultReference reference(ResultSet row) throws SQLException {
        return new ResultReference(
                present(time(row, "accepted_at")),
                JobKey.of(row.getString("partner_id"), row.getString("job_id")));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Instant present(@Nullable Instant time) {
        if (time == null) {
            throw new IllegalStateException("a column that is never null is null");
        }
        return time;
    }
}
