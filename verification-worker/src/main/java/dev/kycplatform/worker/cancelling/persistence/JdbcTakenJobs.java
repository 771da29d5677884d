package dev.kycplatform.worker.cancelling.persistence;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.storage.SqlFailures;
import dev.kycplatform.worker.WorkerConfig;
import dev.kycplatform.worker.cancelling.ParkedJobFilter;
import dev.kycplatform.worker.cancelling.TakenJob;
import dev.kycplatform.worker.cancelling.TakenJobs;
import dev.kycplatform.worker.lookup.ParkedTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** {@code worker.parked_job}, row by row. */
@ApplicationScoped
class JdbcTakenJobs implements TakenJobs {
    private static final String TAKE =
            """
            UPDATE worker.parked_job
            SET lease_token = ?, leased_until = now() + ? * interval '1 millisecond'
            WHERE partner_id = ? AND job_id = ?
            RETURNING authority, attempts, parked_at, coalesce(first_cause, cause) AS first_cause, event,
                      trace_parent""";

    private static final String PARKED =
            """
            SELECT partner_id, job_id FROM worker.parked_job
            WHERE (partner_id, job_id) > (?, ?) AND accepted_at >= ?
            ORDER BY partner_id, job_id LIMIT ?""";

    private static final String PARKED_OF_ONE =
            """
            SELECT partner_id, job_id FROM worker.parked_job
            WHERE partner_id = ? AND job_id > ? AND accepted_at >= ?
            ORDER BY job_id LIMIT ?""";

    private static final String REMOVE =
            "DELETE FROM worker.parked_job WHERE partner_id = ? AND job_id = ? AND lease_token = ?";

    private final DataSource database;
    private final Duration lease;

    JdbcTakenJobs(DataSource database, WorkerConfig config) {
        this.database = database;
        this.lease = config.parking().lease();
    }

    @Override
    public Optional<TakenJob> take(JobKey key) {
        var token = UUID.randomUUID();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(TAKE)) {
            statement.setObject(1, token);
            statement.setLong(2, lease.toMillis());
            statement.setString(3, key.partnerId().value());
            statement.setString(4, key.jobId().value());
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new TakenJob(
                                        key,
                                        row.getString("authority"),
                                        row.getInt("attempts"),
                                        new ParkedTime(
                                                row.getObject("parked_at", OffsetDateTime.class)
                                                        .toInstant(),
                                                row.getString("first_cause")),
                                        token,
                                        row.getBytes("event"),
                                        row.getString("trace_parent")))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    /** By the primary key, on from where the last page ended; nothing stands before an empty id. */
    @Override
    public List<JobKey> parked(ParkedJobFilter filter, int most) {
        var partner = filter.partner().map(PartnerId::value);
        var after = filter.after();
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(partner.isPresent() ? PARKED_OF_ONE : PARKED)) {
            statement.setString(
                    1, partner.or(() -> after.map(key -> key.partnerId().value())).orElse(""));
            statement.setString(2, after.map(key -> key.jobId().value()).orElse(""));
            statement.setObject(3, filter.since().atOffset(ZoneOffset.UTC));
            statement.setInt(4, most);
            var keys = new ArrayList<JobKey>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(JobKey.of(rows.getString(1), rows.getString(2)));
                }
            }
            return keys;
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void remove(TakenJob job) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(REMOVE)) {
            statement.setString(1, job.key().partnerId().value());
            statement.setString(2, job.key().jobId().value());
            statement.setObject(3, job.lease());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
