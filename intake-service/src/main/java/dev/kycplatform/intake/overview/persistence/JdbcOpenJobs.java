package dev.kycplatform.intake.overview.persistence;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.intake.overview.JobState;
import dev.kycplatform.intake.overview.KnownJob;
import dev.kycplatform.intake.overview.OpenJobs;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** {@code intake.open_job}: found by the claims' own time, which is this service's clock's. */
@ApplicationScoped
class JdbcOpenJobs implements OpenJobs {
    private static final String WATERMARK =
            "SELECT accepted_at FROM intake.open_job_watermark FOR UPDATE SKIP LOCKED";

    private static final String LOOK =
            """
            WITH claims AS MATERIALIZED (
                SELECT * FROM intake.claim WHERE accepted_at >= ? AND accepted_at < ?),
            found AS (
                INSERT INTO intake.open_job (partner_id, job_id, accepted_at, state)
                SELECT c.partner_id, c.job_id, c.accepted_at, s.state FROM claims c
            """
                    + KnownJobRows.WITH_STANDING
                    + """
                    WHERE s.state <> 'answered'
                    ON CONFLICT DO NOTHING)
                    SELECT count(*) FROM claims""";

    private static final String ADVANCE = "UPDATE intake.open_job_watermark SET accepted_at = ?";

    private static final String LOOK_AGAIN =
            """
            WITH batch AS MATERIALIZED (
                SELECT partner_id, job_id, state AS was FROM intake.open_job
                WHERE (partner_id, job_id) > (?, ?)
                ORDER BY partner_id, job_id LIMIT ?),
            standing AS MATERIALIZED (
                SELECT c.partner_id, c.job_id, b.was, s.state FROM batch b
                JOIN intake.claim c USING (partner_id, job_id)
            """
                    + KnownJobRows.WITH_STANDING
                    + """
                    ),
                    changed AS (
                        UPDATE intake.open_job o SET state = standing.state FROM standing
                        WHERE o.partner_id = standing.partner_id AND o.job_id = standing.job_id
                          AND standing.state <> standing.was AND standing.state <> 'answered'),
                    ended AS (
                        DELETE FROM intake.open_job o USING batch
                        WHERE o.partner_id = batch.partner_id AND o.job_id = batch.job_id
                          AND NOT EXISTS (
                              SELECT FROM standing
                              WHERE standing.partner_id = o.partner_id AND standing.job_id = o.job_id
                                AND standing.state <> 'answered'))
                    SELECT partner_id, job_id FROM batch ORDER BY partner_id DESC, job_id DESC LIMIT 1""";

    private static final String COUNTS =
            "SELECT state, count(*), min(accepted_at) FROM intake.open_job GROUP BY state";

    /** Parked ones may be very many and are nobody's worry. */
    private static final String STUCK =
            """
            WITH open AS MATERIALIZED (
                SELECT partner_id, job_id FROM intake.open_job WHERE state <> 'parked'
                ORDER BY accepted_at LIMIT ?)
            SELECT
            """
                    + KnownJobRows.COLUMNS
                    + "FROM open JOIN intake.claim c USING (partner_id, job_id)\n"
                    + KnownJobRows.WITH_STANDING
                    + "WHERE s.state IN ('unanswered', 'unconfirmed') ORDER BY c.accepted_at";

    private final DataSource database;
    private final Clock clock;

    JdbcOpenJobs(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<Look> look(Duration window, Duration behind) {
        var latest = clock.instant().minus(behind);
        return inTransaction(
                connection -> {
                    var from = watermark(connection);
                    if (from.isEmpty() || !from.get().isBefore(latest)) {
                        return Optional.empty();
                    }
                    var until = from.get().plus(window);
                    var isMore = until.isBefore(latest);
                    var to = isMore ? until : latest;
                    var claims = look(connection, from.get(), to);
                    advance(connection, to);
                    return Optional.of(new Look(claims, isMore));
                });
    }

    private static Optional<Instant> watermark(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(WATERMARK);
                var row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                    : Optional.empty();
        }
    }

    private static int look(Connection connection, Instant from, Instant to) throws SQLException {
        try (var statement = connection.prepareStatement(LOOK)) {
            statement.setObject(1, from.atOffset(ZoneOffset.UTC));
            statement.setObject(2, to.atOffset(ZoneOffset.UTC));
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void advance(Connection connection, Instant to) throws SQLException {
        try (var statement = connection.prepareStatement(ADVANCE)) {
            statement.setObject(1, to.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    @Override
    public Optional<JobKey> lookAgain(Optional<JobKey> after, int most) {
        return inTransaction(
                connection -> {
                    try (var statement = connection.prepareStatement(LOOK_AGAIN)) {
                        statement.setString(1, after.map(it -> it.partnerId().value()).orElse(""));
                        statement.setString(2, after.map(it -> it.jobId().value()).orElse(""));
                        statement.setInt(3, most);
                        try (var row = statement.executeQuery()) {
                            return row.next()
                                    ? Optional.of(KnownJobRows.key(row))
                                    : Optional.empty();
                        }
                    }
                });
    }

    @Override
    public Map<JobState, Open> counts() {
        return inTransaction(
                connection -> {
                    var counts = new EnumMap<JobState, Open>(JobState.class);
                    try (var statement = connection.prepareStatement(COUNTS);
                            var row = statement.executeQuery()) {
                        while (row.next()) {
                            counts.put(
                                    JobState.ofWire(row.getString(1)).orElseThrow(),
                                    new Open(
                                            row.getLong(2),
                                            row.getObject(3, OffsetDateTime.class).toInstant()));
                        }
                    }
                    return counts;
                });
    }

    @Override
    public List<KnownJob> stuck(int most) {
        return inTransaction(
                connection -> {
                    try (var statement = connection.prepareStatement(STUCK)) {
                        statement.setInt(1, most);
                        var jobs = new ArrayList<KnownJob>();
                        try (var row = statement.executeQuery()) {
                            while (row.next()) {
                                jobs.add(KnownJobRows.job(row));
                            }
                        }
                        return jobs;
                    }
                });
    }

    private interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    private <R> R inTransaction(Work<R> work) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
