package dev.kycplatform.flow.verification.persistence;

import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.flow.verification.Finding;
import dev.kycplatform.flow.verification.Lookup;
import dev.kycplatform.flow.verification.LookupKey;
import dev.kycplatform.flow.verification.Lookups;
import dev.kycplatform.flow.verification.Outbox;
import dev.kycplatform.flow.verification.VerificationId;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Lookups as rows. */
@ApplicationScoped
class JdbcLookups implements Lookups {
    private static final String NEXT_SMILE_JOB_ID = "SELECT nextval('flow.smile_job_id')";

    private static final String INSERT =
            """
            INSERT INTO flow.lookup
                (verification_id, name, attempt, app_handle, run, country, id_type, accepted_at, event,
                 look_after_at, deadline_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """;

    private static final String BY_KEY =
            " FROM flow.lookup WHERE verification_id = ? AND name = ? AND attempt = ?";

    private static final String RECORD =
            """
            UPDATE flow.lookup
            SET result_code = ?, answered_at = ?, findings = ?, ask_again_at = ?, look_after_at = NULL
            WHERE verification_id = ? AND name = ? AND attempt = ? AND result_code IS NULL\
            """;

    private static final String OF_RUN =
            """
            SELECT DISTINCT ON (name) * FROM flow.lookup WHERE verification_id = ? AND run = ?
            ORDER BY name, attempt DESC\
            """;

    private static final String OF_VERIFICATION =
            "SELECT * FROM flow.lookup WHERE verification_id = ? ORDER BY accepted_at, name,"
                    + " attempt";

    private static final String TO_ASK_AGAIN =
            """
            SELECT verification_id, name, attempt FROM flow.lookup WHERE ask_again_at <= ?
            ORDER BY ask_again_at LIMIT ?\
            """;

    private static final String ASKED_AGAIN =
            """
            UPDATE flow.lookup SET ask_again_at = NULL
            WHERE verification_id = ? AND name = ? AND attempt = ?\
            """;

    private static final String TO_LOOK_AFTER =
            "SELECT * FROM flow.lookup WHERE look_after_at <= ? ORDER BY look_after_at LIMIT ?";

    private static final String LOOKED_AFTER =
            """
            UPDATE flow.lookup SET look_after_at = ?
            WHERE verification_id = ? AND name = ? AND attempt = ? AND result_code IS NULL\
            """;

    private static final String LEAVE =
            """
            UPDATE flow.lookup SET look_after_at = NULL
            WHERE verification_id = ? AND name = ? AND attempt = ?\
            """;

    /** Whoever is faster moves the deadline on, and so nobody else publishes it again. */
    private static final String OVERDUE =
            """
            UPDATE flow.lookup SET look_after_at = ?, deadline_at = ?
            WHERE verification_id = ? AND name = ? AND attempt = ? AND result_code IS NULL
              AND deadline_at <= ?
            RETURNING event, trace_parent\
            """;

    private final DataSource database;
    private final SealedJobs jobs;
    private final FindingCodec findings;
    private final Outbox outbox;
    private final Clock clock;

    JdbcLookups(
            DataSource database,
            SealedJobs jobs,
            FindingCodec findings,
            Outbox outbox,
            Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.findings = findings;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void add(Lookup lookup, JobRequest request, Schedule schedule) {
        try (var connection = database.getConnection()) {
            var event = jobs.sealed(lookup, request, nextSmileJobId(connection));
            try (var statement = connection.prepareStatement(INSERT)) {
                bind(statement, 1, lookup.key());
                statement.setString(4, lookup.appHandle());
                statement.setInt(5, lookup.run());
                statement.setString(6, lookup.country());
                statement.setString(7, lookup.idType());
                statement.setObject(8, sql(lookup.acceptedAt()));
                statement.setBytes(9, event);
                statement.setObject(10, sql(schedule.lookAfterAt()));
                statement.setObject(11, sql(schedule.deadline()));
                statement.executeUpdate();
            }
            outbox.add(jobs.record(event, null));
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public Optional<Lookup> find(LookupKey key) {
        return query("SELECT *" + BY_KEY, statement -> bind(statement, 1, key), JdbcLookups::lookup)
                .stream()
                .findFirst();
    }

    @Override
    public JobRequest request(Lookup lookup) {
        return jobs.opened(
                query(
                                "SELECT event" + BY_KEY,
                                statement -> bind(statement, 1, lookup.key()),
                                row -> row.getBytes("event"))
                        .getFirst());
    }

    @Override
    public void record(Lookup answered, List<Finding> found) {
        update(
                RECORD,
                statement -> {
                    statement.setString(1, answered.code().orElseThrow().wire());
                    statement.setObject(2, sql(now()));
                    statement.setBytes(3, findings.sealed(answered.key(), found));
                    statement.setObject(
                            4, answered.askAgainAt().map(JdbcLookups::sql).orElse(null));
                    bind(statement, 5, answered.key());
                });
    }

    @Override
    public List<Found> ofRun(VerificationId verification, int run) {
        return query(
                OF_RUN,
                statement -> {
                    statement.setObject(1, verification.value());
                    statement.setInt(2, run);
                },
                this::found);
    }

    @Override
    public List<Found> of(VerificationId verification) {
        return query(
                OF_VERIFICATION,
                statement -> statement.setObject(1, verification.value()),
                this::found);
    }

    @Override
    public List<LookupKey> toAskAgain(Instant now, int most) {
        return query(
                TO_ASK_AGAIN,
                statement -> {
                    statement.setObject(1, sql(now));
                    statement.setInt(2, most);
                },
                JdbcLookups::key);
    }

    @Override
    public void askedAgain(LookupKey key) {
        update(ASKED_AGAIN, statement -> bind(statement, 1, key));
    }

    @Override
    public List<Lookup> toLookAfter(Instant now, int most) {
        return query(
                TO_LOOK_AFTER,
                statement -> {
                    statement.setObject(1, sql(now));
                    statement.setInt(2, most);
                },
                JdbcLookups::lookup);
    }

    @Override
    public void lookedAfter(LookupKey key, Instant next) {
        update(
                LOOKED_AFTER,
                statement -> {
                    statement.setObject(1, sql(next));
                    bind(statement, 2, key);
                });
    }

    @Override
    public void leave(LookupKey key) {
        update(LEAVE, statement -> bind(statement, 1, key));
    }

    @Override
    public boolean publishAgain(LookupKey key, Instant now, Schedule next) {
        var overdue =
                query(
                        OVERDUE,
                        statement -> {
                            statement.setObject(1, sql(next.lookAfterAt()));
                            statement.setObject(2, sql(next.deadline()));
                            bind(statement, 3, key);
                            statement.setObject(6, sql(now));
                        },
                        row -> jobs.record(row.getBytes("event"), row.getString("trace_parent")));
        overdue.forEach(outbox::add);
        return !overdue.isEmpty();
    }

    private static long nextSmileJobId(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(NEXT_SMILE_JOB_ID);
                var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private Found found(ResultSet row) throws SQLException {
        var lookup = lookup(row);
        var sealed = row.getBytes("findings");
        return new Found(
                lookup, sealed == null ? List.of() : findings.opened(lookup.key(), sealed));
    }

    private static Lookup lookup(ResultSet row) throws SQLException {
        return new Lookup(
                key(row),
                row.getString("app_handle"),
                row.getInt("run"),
                row.getString("country"),
                row.getString("id_type"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("result_code")).map(ResultCode::ofWire),
                Optional.ofNullable(instant(row, "ask_again_at")));
    }

    private static LookupKey key(ResultSet row) throws SQLException {
        return new LookupKey(
                new VerificationId(row.getObject("verification_id", UUID.class)),
                row.getString("name"),
                row.getInt("attempt"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static void bind(PreparedStatement statement, int first, LookupKey key)
            throws SQLException {
        statement.setObject(first, key.verification().value());
        statement.setString(first + 1, key.name());
        statement.setInt(first + 2, key.attempt());
    }

    private static OffsetDateTime sql(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @FunctionalInterface
    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Binding binding, Reading<T> reading) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            binding.to(statement);
            var read = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    read.add(reading.from(rows));
                }
            }
            return List.copyOf(read);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private void update(String sql, Binding binding) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            binding.to(statement);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
