package dev.kycplatform.worker.parking.persistence;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.storage.ArrayParameters;
import dev.kycplatform.worker.lookup.Outcome;
import dev.kycplatform.worker.lookup.ParkedTime;
import dev.kycplatform.worker.parking.Claim;
import dev.kycplatform.worker.parking.NewlyParked;
import dev.kycplatform.worker.parking.ParkedJob;
import dev.kycplatform.worker.parking.Queue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is done to {@code worker.parked_job}. What waits for its time, what is ready and what is leased stand in an
 * index each, so a claim reads only rows it may take, and in the order it takes them.
 */
final class ParkedJobStatements {
    /** Not past the deadline, however long the authority wants to be left alone; if that has passed, at once. */
    private static final String ADD =
            """
            WITH new AS (
                SELECT * FROM unnest(
                    ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::int[], ?::bigint[],
                    ?::timestamptz[], ?::bytea[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                    AS n(partner_id, job_id, accepted_at, authority, cause, attempts, delay, deadline_at,
                         event, trace_parent, asked_at, ended_at)),
            parked AS (
                INSERT INTO worker.parked_job (
                    partner_id, job_id, accepted_at, authority, cause, first_cause, attempts, due_at, is_ready,
                    deadline_at, event, trace_parent)
                SELECT partner_id, job_id, accepted_at, authority, cause, cause, attempts,
                       greatest(now(), least(now() + delay * interval '1 millisecond', deadline_at)),
                       delay = 0, deadline_at, event, trace_parent
                FROM new
                ON CONFLICT DO NOTHING
                RETURNING partner_id, job_id, due_at)
            INSERT INTO worker.attempt (
                accepted_at, partner_id, job_id, attempt, authority, cause, asked_at, ended_at,
                next_attempt_at)
            SELECT accepted_at, partner_id, job_id, attempts, authority, cause, asked_at, ended_at, due_at
            FROM new JOIN parked USING (partner_id, job_id)
            WHERE asked_at IS NOT NULL
            ON CONFLICT DO NOTHING\
            """;

    static final int MOST_WOKEN = 1000;

    /** What a dead instance left behind is ready again, as it was. */
    static final String WAKE_EXPIRED =
            """
            UPDATE worker.parked_job p SET lease_token = NULL, leased_until = NULL, is_ready = true
            FROM (SELECT partner_id, job_id FROM worker.parked_job
                  WHERE lease_token IS NOT NULL AND leased_until < now()
                  ORDER BY leased_until LIMIT ? FOR UPDATE SKIP LOCKED) left_behind
            WHERE p.partner_id = left_behind.partner_id AND p.job_id = left_behind.job_id\
            """;

    static final String WAKE_DUE =
            """
            UPDATE worker.parked_job p SET is_ready = true
            FROM (SELECT partner_id, job_id FROM worker.parked_job
                  WHERE lease_token IS NULL AND NOT is_ready AND due_at <= now()
                  ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED) due
            WHERE p.partner_id = due.partner_id AND p.job_id = due.job_id\
            """;

    /** From one queue to the next, past whatever stands in it. */
    static final String QUEUES =
            """
            WITH RECURSIVE queue AS (
                (SELECT authority, partner_id FROM worker.parked_job
                 WHERE lease_token IS NULL AND is_ready
                 ORDER BY authority, partner_id LIMIT 1)
                UNION ALL
                SELECT next.authority, next.partner_id
                FROM queue CROSS JOIN LATERAL (
                    SELECT p.authority, p.partner_id FROM worker.parked_job p
                    WHERE p.lease_token IS NULL AND p.is_ready
                      AND (p.authority, p.partner_id) > (queue.authority, queue.partner_id)
                    ORDER BY p.authority, p.partner_id LIMIT 1) next)
            SELECT authority, partner_id FROM queue LIMIT ?\
            """;

    static final String CLAIM =
            """
            WITH turn AS MATERIALIZED (
                SELECT job.partner_id, job.job_id
                FROM unnest(?::text[], ?::text[], ?::int[], ?::boolean[])
                     AS queue(authority, partner_id, most, is_only_overdue)
                CROSS JOIN LATERAL (
                    SELECT p.partner_id, p.job_id FROM worker.parked_job p
                    WHERE p.lease_token IS NULL AND p.is_ready
                      AND p.authority = queue.authority AND p.partner_id = queue.partner_id
                      AND (NOT queue.is_only_overdue OR p.deadline_at <= now())
                    ORDER BY p.deadline_at LIMIT queue.most FOR UPDATE SKIP LOCKED) job)
            UPDATE worker.parked_job p
            SET lease_token = ?, leased_until = now() + ? * interval '1 millisecond'
            FROM turn WHERE p.partner_id = turn.partner_id AND p.job_id = turn.job_id
            RETURNING p.partner_id, p.job_id, p.accepted_at, p.authority, p.attempts,
                      p.deadline_at <= now() AS is_overdue, p.parked_at,
                      coalesce(p.first_cause, p.cause) AS first_cause, p.event, p.trace_parent\
            """;

    /** Not past the deadline, which is when the last attempt is due. */
    private static final String PUT_BACK =
            """
            WITH back AS (
                SELECT * FROM unnest(
                    ?::text[], ?::text[], ?::uuid[], ?::int[], ?::text[], ?::bigint[], ?::timestamptz[],
                    ?::timestamptz[])
                    AS b(partner_id, job_id, lease, attempts, cause, delay, asked_at, ended_at)),
            parked AS (
                UPDATE worker.parked_job p
                SET lease_token = NULL, leased_until = NULL, attempts = back.attempts,
                    is_ready = back.delay = 0,
                    cause = coalesce(back.cause, p.cause),
                    due_at = CASE WHEN p.deadline_at > now()
                                  THEN least(now() + back.delay * interval '1 millisecond', p.deadline_at)
                                  ELSE now() + back.delay * interval '1 millisecond' END
                FROM back
                WHERE p.partner_id = back.partner_id AND p.job_id = back.job_id
                  AND p.lease_token = back.lease
                RETURNING p.accepted_at, p.partner_id, p.job_id, p.attempts, p.authority, p.cause, p.due_at,
                          back.asked_at, back.ended_at)
            INSERT INTO worker.attempt (
                accepted_at, partner_id, job_id, attempt, authority, cause, asked_at, ended_at,
                next_attempt_at)
            SELECT accepted_at, partner_id, job_id, attempts, authority, cause, asked_at, ended_at, due_at
            FROM parked
            WHERE asked_at IS NOT NULL
            ON CONFLICT DO NOTHING\
            """;

    static final String REMOVE =
            """
            DELETE FROM worker.parked_job p
            USING unnest(?::text[], ?::text[], ?::uuid[]) AS done(partner_id, job_id, lease)
            WHERE p.partner_id = done.partner_id AND p.job_id = done.job_id
              AND p.lease_token = done.lease\
            """;

    /** Counting a million rows would cost more than knowing how many they are is worth. */
    private static final String COUNT =
            """
            SELECT CASE WHEN counted < 10000 THEN counted
                        ELSE greatest(counted, (SELECT reltuples::bigint FROM pg_class
                                                WHERE oid = 'worker.parked_job'::regclass)) END
            FROM (SELECT count(*) AS counted FROM (SELECT FROM worker.parked_job LIMIT 10000) first_few) few\
            """;

    private ParkedJobStatements() {}

    static List<Boolean> add(Connection connection, List<NewlyParked> rows) throws SQLException {
        try (var statement = connection.prepareStatement(ADD)) {
            new ArrayParameters<>(statement, rows)
                    .add("text", row -> row.job().key().partnerId())
                    .add("text", row -> row.job().key().jobId())
                    .add("timestamptz", row -> row.job().acceptedAt())
                    .add("text", row -> row.postponed().authority())
                    .add("text", row -> row.postponed().cause())
                    .add("int4", row -> row.postponed().attempts())
                    .add("int8", row -> row.delay().toMillis())
                    .add("timestamptz", NewlyParked::deadlineAt)
                    .addBytes(row -> row.job().bytes())
                    .add("text", row -> row.job().traceParent())
                    .add("timestamptz", row -> beganAt(row.postponed().asking().orElse(null)))
                    .add("timestamptz", row -> endedAt(row.postponed().asking().orElse(null)));
            statement.executeUpdate();
            return done(rows);
        }
    }

    static List<Boolean> putBack(Connection connection, List<LeaseWrite> rows) throws SQLException {
        try (var statement = connection.prepareStatement(PUT_BACK)) {
            new ArrayParameters<>(statement, rows)
                    .add("text", row -> row.job().key().partnerId())
                    .add("text", row -> row.job().key().jobId())
                    .add("uuid", row -> row.job().lease())
                    .add("int4", LeaseWrite::attempts)
                    .add("text", LeaseWrite::cause)
                    .add("int8", row -> row.delay().toMillis())
                    .add("timestamptz", row -> beganAt(row.asking()))
                    .add("timestamptz", row -> endedAt(row.asking()));
            statement.executeUpdate();
            return done(rows);
        }
    }

    static List<Boolean> remove(Connection connection, List<ParkedJob> rows) throws SQLException {
        try (var statement = connection.prepareStatement(REMOVE)) {
            new ArrayParameters<>(statement, rows)
                    .add("text", row -> row.key().partnerId())
                    .add("text", row -> row.key().jobId())
                    .add("uuid", ParkedJob::lease);
            statement.executeUpdate();
            return done(rows);
        }
    }

    /** @return the most that was woken for one reason */
    static int wake(Connection connection) throws SQLException {
        return Math.max(wake(connection, WAKE_EXPIRED), wake(connection, WAKE_DUE));
    }

    private static int wake(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setInt(1, MOST_WOKEN);
            return statement.executeUpdate();
        }
    }

    static List<Queue> queues(Connection connection, int most) throws SQLException {
        try (var statement = connection.prepareStatement(QUEUES)) {
            statement.setInt(1, most);
            var queues = new ArrayList<Queue>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    queues.add(
                            new Queue(
                                    rows.getString("authority"),
                                    new PartnerId(rows.getString("partner_id"))));
                }
            }
            return queues;
        }
    }

    static List<ParkedJob> claim(
            Connection connection, List<Claim> claims, UUID token, Duration lease)
            throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            new ArrayParameters<>(statement, claims)
                    .add("text", claim -> claim.queue().authority())
                    .add("text", claim -> claim.queue().partner().value())
                    .add("int4", Claim::most)
                    .add("bool", Claim::isOnlyOverdue);
            statement.setObject(5, token);
            statement.setLong(6, lease.toMillis());
            var claimed = new ArrayList<ParkedJob>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    claimed.add(
                            new ParkedJob(
                                    JobKey.of(
                                            rows.getString("partner_id"), rows.getString("job_id")),
                                    rows.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                                    rows.getString("authority"),
                                    rows.getInt("attempts"),
                                    rows.getBoolean("is_overdue"),
                                    new ParkedTime(
                                            rows.getObject("parked_at", OffsetDateTime.class)
                                                    .toInstant(),
                                            rows.getString("first_cause")),
                                    token,
                                    rows.getBytes("event"),
                                    rows.getString("trace_parent")));
                }
            }
            return claimed;
        }
    }

    static long count(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(COUNT);
                var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static @Nullable Instant beganAt(Outcome.@Nullable Asking asking) {
        return asking == null ? null : asking.beganAt();
    }

    private static @Nullable Instant endedAt(Outcome.@Nullable Asking asking) {
        return asking == null ? null : asking.endedAt();
    }

    private static List<Boolean> done(List<?> rows) {
        return Collections.nCopies(rows.size(), true);
    }
}
