package dev.kycplatform.intake.overview.persistence;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.SmileJobId;
import dev.kycplatform.intake.overview.JobFilter;
import dev.kycplatform.intake.overview.JobState;
import dev.kycplatform.intake.overview.KnownJob;
import dev.kycplatform.intake.overview.KnownJobs;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import javax.sql.DataSource;

/** Claims as operators ask for them. Every statement is bounded by the rows it looks at, not by those that fit. */
@ApplicationScoped
class JdbcKnownJobs implements KnownJobs {
    /** What one page looks at, at least. */
    private static final int LOOK = 1_000;

    private static final String FIND =
            "SELECT " + KnownJobRows.COLUMNS + "FROM intake.claim c\n" + KnownJobRows.WITH_STANDING;

    private static final String BY_KEY = FIND + "WHERE c.partner_id = ? AND c.job_id = ?";

    private static final String BY_NUMBER = FIND + "WHERE c.smile_job_id = ?";

    /** The keys first, whether or not they fit; a key that fits nothing is told too, for it may be the last. */
    private static final String LIST =
            """
            WITH looked_at AS MATERIALIZED (
                SELECT * FROM intake.claim
                WHERE (partner_id, job_id) > (?, ?) AND (?::text IS NULL OR partner_id = ?)
                ORDER BY partner_id, job_id LIMIT ?)
            SELECT c.accepted_at >= ? AND (?::text IS NULL OR s.state = ?) AS fits,
            """
                    + KnownJobRows.COLUMNS
                    + "FROM looked_at c\n"
                    + KnownJobRows.WITH_STANDING
                    + "ORDER BY c.partner_id, c.job_id";

    /** From the parked rows' side: however many claims there are, only these count. */
    private static final String LIST_PARKED =
            """
            WITH looked_at AS MATERIALIZED (
                SELECT partner_id, job_id FROM worker.parked_job_v1
                WHERE (partner_id COLLATE "C", job_id COLLATE "C") > (?, ?)
                  AND (?::text IS NULL OR partner_id = ?)
                ORDER BY partner_id COLLATE "C", job_id COLLATE "C" LIMIT ?)
            SELECT c.accepted_at >= ? AND (?::text IS NULL OR s.state = ?) AS fits,
            """
                    + KnownJobRows.COLUMNS
                    + """
                    FROM looked_at JOIN intake.claim c
                      ON c.partner_id = looked_at.partner_id COLLATE "C"
                     AND c.job_id = looked_at.job_id COLLATE "C"
                    """
                    + KnownJobRows.WITH_STANDING
                    + "ORDER BY c.partner_id, c.job_id";

    private final DataSource database;

    JdbcKnownJobs(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<KnownJob> find(JobKey key) {
        return one(
                BY_KEY,
                statement -> {
                    statement.setString(1, key.partnerId().value());
                    statement.setString(2, key.jobId().value());
                });
    }

    @Override
    public Optional<KnownJob> find(SmileJobId id) {
        return one(BY_NUMBER, statement -> statement.setLong(1, id.number()));
    }

    @Override
    public Page list(JobFilter filter, Optional<JobKey> after, int most) {
        var isParked = filter.state().equals(Optional.of(JobState.PARKED));
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(isParked ? LIST_PARKED : LIST)) {
            var look = Math.max(LOOK, most);
            bind(statement, filter, after, look);
            return read(statement, most, look);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static void bind(
            PreparedStatement statement, JobFilter filter, Optional<JobKey> after, int look)
            throws SQLException {
        var partner = filter.partner().map(id -> id.value()).orElse(null);
        var state = filter.state().map(JobState::wire).orElse(null);
        statement.setString(1, after.map(key -> key.partnerId().value()).orElse(""));
        statement.setString(2, after.map(key -> key.jobId().value()).orElse(""));
        statement.setString(3, partner);
        statement.setString(4, partner);
        statement.setInt(5, look);
        statement.setObject(6, filter.since().atOffset(ZoneOffset.UTC));
        statement.setString(7, state);
        statement.setString(8, state);
    }

    private static Page read(PreparedStatement statement, int most, int look) throws SQLException {
        var jobs = new ArrayList<KnownJob>();
        var lookedAt = 0;
        var last = Optional.<JobKey>empty();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                lookedAt++;
                last = Optional.of(KnownJobRows.key(rows));
                if (rows.getBoolean("fits")) {
                    jobs.add(KnownJobRows.job(rows));
                    if (jobs.size() == most) {
                        return new Page(jobs, last);
                    }
                }
            }
        }
        return new Page(jobs, lookedAt < look ? Optional.empty() : last);
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private Optional<KnownJob> one(String sql, Binding binding) {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(KnownJobRows.job(rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
