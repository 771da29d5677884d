package dev.kycplatform.intake.job.persistence;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.SmileJobId;
import dev.kycplatform.contracts.seal.ContentHash;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.LookupHash;
import dev.kycplatform.intake.job.AbuseLimit;
import dev.kycplatform.intake.job.AcceptedJob;
import dev.kycplatform.intake.job.ClaimOutcome;
import dev.kycplatform.intake.job.Claims;
import dev.kycplatform.intake.job.JobSubmission;
import dev.kycplatform.storage.ArrayParameters;
import dev.kycplatform.storage.GroupExecutor;
import dev.kycplatform.storage.GroupStatement;
import dev.kycplatform.storage.SqlFailures;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Claims in PostgreSQL, in groups: one statement claims, a second one reads back what was there before. */
@ApplicationScoped
class GroupedClaims implements Claims {
    private static final Logger LOG = Logger.getLogger(GroupedClaims.class);

    private static final String CLAIM =
            """
            INSERT INTO intake.claim (partner_id, job_id, lane, content_hash, user_hash, accepted_at)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::timestamptz[])
            ON CONFLICT DO NOTHING
            RETURNING partner_id, job_id, lane, smile_job_id, accepted_at""";

    private static final String READ_BACK =
            """
            SELECT partner_id, job_id, lane, smile_job_id, accepted_at, content_hash
            FROM unnest(?::text[], ?::text[]) AS wanted (partner_id, job_id)
            JOIN intake.claim USING (partner_id, job_id)""";

    private static final String FIND =
            """
            SELECT partner_id, job_id, lane, smile_job_id, accepted_at FROM intake.claim
            WHERE partner_id = ? AND job_id = ? AND user_hash = ?""";

    private static final String TAKE_BACK =
            """
            DELETE FROM intake.claim
            USING unnest(?::text[], ?::text[]) AS blocked (partner_id, job_id)
            WHERE claim.partner_id = blocked.partner_id AND claim.job_id = blocked.job_id""";

    private static final String CONFIRM =
            """
            UPDATE intake.claim SET unconfirmed = ?
            WHERE partner_id = ? AND job_id = ? AND unconfirmed <> ?""";

    private final DataSource database;
    private final Clock clock;
    private final ContentHash contentHash;
    private final LookupHash lookupHash;
    private final CountedUses countedUses;
    private final GroupExecutor<NewClaim, ClaimOutcome> groups;

    /** A claim before the database has seen it. */
    private record NewClaim(
            JobKey key,
            Lane lane,
            byte[] canonicalContent,
            byte[] contentHash,
            byte[] userHash,
            IdNumberUse use) {}

    /** A claim that was there before. */
    private record Known(AcceptedJob job, byte[] contentHash) {}

    /** Claims that are there are read, whoever has made them; what is taken back must not be seen before. */
    private final class ClaimStatement implements GroupStatement<NewClaim, ClaimOutcome> {
        @Override
        public boolean isOneTransaction() {
            return countedUses.isOn();
        }

        @Override
        public List<ClaimOutcome> execute(Connection connection, List<NewClaim> claims)
                throws SQLException {
            return claimAll(connection, claims);
        }
    }

    GroupedClaims(DataSource database, Clock clock, Keysets keysets, AbuseLimit abuseLimit) {
        this.database = database;
        this.clock = clock;
        this.contentHash = keysets.contentHash();
        this.lookupHash = keysets.lookupHash();
        this.countedUses = new CountedUses(abuseLimit);
        this.groups =
                new GroupExecutor<>(
                        "claims",
                        database,
                        GroupExecutor.Limits.DEFAULT,
                        NewClaim::key,
                        new ClaimStatement());
    }

    @PreDestroy
    void close() {
        groups.close();
    }

    @Override
    public CompletableFuture<ClaimOutcome> claim(JobSubmission submission) {
        return groups.submit(
                new NewClaim(
                        submission.key(),
                        submission.lane(),
                        submission.canonicalContent(),
                        contentHash.of(submission.canonicalContent()),
                        lookupHash.ofUser(
                                submission.key().partnerId(), submission.request().userId()),
                        use(submission)));
    }

    private IdNumberUse use(JobSubmission submission) {
        var partner = submission.key().partnerId();
        var request = submission.request();
        return new IdNumberUse(
                partner, lookupHash.ofIdNumberUse(partner, request.idType(), request.idNumber()));
    }

    private List<ClaimOutcome> claimAll(Connection connection, List<NewClaim> claims)
            throws SQLException {
        // PostgreSQL keeps microseconds; the event must say what the row says.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var minted = mint(connection, claims, now);
        var known =
                minted.size() == claims.size()
                        ? Map.<JobKey, Known>of()
                        : readBack(
                                connection,
                                claims.stream()
                                        .map(NewClaim::key)
                                        .filter(key -> !minted.containsKey(key))
                                        .toList());
        var blocked = count(connection, claims, minted.keySet(), now);
        return claims.stream()
                .map(
                        claim ->
                                blocked.contains(claim.key())
                                        ? new ClaimOutcome.Blocked()
                                        : outcome(claim, minted, known))
                .toList();
    }

    /**
     * Only new claims count, and those over the limit are taken back, in the same transaction.
     *
     * @return whose claims were taken back
     */
    private Set<JobKey> count(
            Connection connection, List<NewClaim> claims, Set<JobKey> minted, Instant now)
            throws SQLException {
        if (!countedUses.isOn() || minted.isEmpty()) {
            return Set.of();
        }
        var uses = new LinkedHashMap<JobKey, IdNumberUse>();
        claims.stream()
                .filter(claim -> minted.contains(claim.key()))
                .forEach(claim -> uses.put(claim.key(), claim.use()));
        var over = countedUses.count(connection, uses, now);
        if (!over.isEmpty()) {
            takeBack(connection, List.copyOf(over));
        }
        return over;
    }

    private static void takeBack(Connection connection, List<JobKey> keys) throws SQLException {
        try (var statement = connection.prepareStatement(TAKE_BACK)) {
            new ArrayParameters<>(statement, keys)
                    .add("text", key -> key.partnerId().value())
                    .add("text", key -> key.jobId().value());
            statement.executeUpdate();
        }
    }

    private ClaimOutcome outcome(
            NewClaim claim, Map<JobKey, AcceptedJob> minted, Map<JobKey, Known> known) {
        var job = minted.get(claim.key());
        if (job != null) {
            return new ClaimOutcome.Minted(job);
        }
        var before = known.get(claim.key());
        if (before == null) {
            throw new IllegalStateException("a claim neither went in nor was there");
        }
        var isSame =
                before.job().lane() == claim.lane()
                        && contentHash.matches(before.contentHash(), claim.canonicalContent());
        return isSame ? new ClaimOutcome.Repeated(before.job()) : new ClaimOutcome.Taken();
    }

    private static Map<JobKey, AcceptedJob> mint(
            Connection connection, List<NewClaim> claims, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            new ArrayParameters<>(statement, claims)
                    .add("text", claim -> claim.key().partnerId().value())
                    .add("text", claim -> claim.key().jobId().value())
                    .add("text", claim -> claim.lane().name())
                    .addBytes(NewClaim::contentHash)
                    .addBytes(NewClaim::userHash)
                    .add("timestamptz", _ -> now.atOffset(ZoneOffset.UTC));
            var minted = new HashMap<JobKey, AcceptedJob>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var job = job(rows);
                    minted.put(job.key(), job);
                }
            }
            return minted;
        }
    }

    private static Map<JobKey, Known> readBack(Connection connection, List<JobKey> keys)
            throws SQLException {
        try (var statement = connection.prepareStatement(READ_BACK)) {
            new ArrayParameters<>(statement, keys)
                    .add("text", key -> key.partnerId().value())
                    .add("text", key -> key.jobId().value());
            var known = new HashMap<JobKey, Known>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var job = job(rows);
                    known.put(job.key(), new Known(job, rows.getBytes("content_hash")));
                }
            }
            return known;
        }
    }

    @Override
    public void confirm(JobKey key, boolean isConfirmed) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(CONFIRM)) {
            statement.setBoolean(1, !isConfirmed);
            statement.setString(2, key.partnerId().value());
            statement.setString(3, key.jobId().value());
            statement.setBoolean(4, !isConfirmed);
            statement.executeUpdate();
        } catch (SQLException e) {
            LOG.warnf(
                    e,
                    "Could not mark a claim: partnerId=%s jobId=%s confirmed=%s",
                    key.partnerId(),
                    key.jobId(),
                    isConfirmed);
        }
    }

    @Override
    public Optional<AcceptedJob> find(JobKey key, String userId) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, key.partnerId().value());
            statement.setString(2, key.jobId().value());
            statement.setBytes(3, lookupHash.ofUser(key.partnerId(), userId));
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(job(rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static AcceptedJob job(ResultSet row) throws SQLException {
        return new AcceptedJob(
                JobKey.of(row.getString("partner_id"), row.getString("job_id")),
                Lane.valueOf(row.getString("lane")),
                new SmileJobId(row.getLong("smile_job_id")),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant());
    }
}
