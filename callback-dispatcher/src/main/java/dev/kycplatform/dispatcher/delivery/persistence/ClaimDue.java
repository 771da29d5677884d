package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.dispatcher.delivery.Candidate;
import dev.kycplatform.dispatcher.delivery.Delivery;
import dev.kycplatform.dispatcher.delivery.DeliveryKey;
import dev.kycplatform.dispatcher.delivery.DeliveryState.Pending;
import dev.kycplatform.dispatcher.delivery.FairOrder;
import dev.kycplatform.dispatcher.delivery.LaneRules;
import dev.kycplatform.dispatcher.delivery.Leases;
import dev.kycplatform.dispatcher.delivery.Room;
import dev.kycplatform.dispatcher.endpoint.Lane;
import dev.kycplatform.storage.DayPartitions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Leases what is due, lane by lane. Looks at a bounded number of lanes, those first that were looked at
 * longest ago, and at the first few deliveries of each; both come from indexes in their order, so a claim
 * costs the same however much is due. Lanes that are disabled, or were, are served in passing.
 */
final class ClaimDue {
    /** More are looked at by the next claim, which follows at once while there is room. */
    private static final int MOST_LANES = 100;

    /**
     * What is due may lie in any day: to plan sixty of them takes milliseconds each time, to look into them a tenth of
     * it. What is looked up by its key is planned anew, for a plan kept from a day that had few rows reads all of them.
     */
    private static final String KEEP_PLANS =
            "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off";

    private static final String PLAN_ANEW = "SET LOCAL plan_cache_mode = force_custom_plan";

    private static final String LANES =
            """
            SELECT partner_id, endpoint FROM dispatcher.lane
            WHERE wake_at <= now()
              AND (partner_id, endpoint) NOT IN (SELECT * FROM unnest(?::text[], ?::text[]))
            ORDER BY wake_at LIMIT ?\
            """;

    private static final String DUE =
            """
            SELECT due.* FROM unnest(?::text[], ?::text[]) AS lane (partner_id, endpoint)
            CROSS JOIN LATERAL (
                SELECT d.accepted_at, d.webhook_id, d.partner_id, d.endpoint, d.body_size, d.attempts,
                       d.due_at
                FROM dispatcher.delivery d
                WHERE d.partner_id = lane.partner_id AND d.endpoint = lane.endpoint
                  AND d.due_at <= now() AND d.attempts %s 0
                ORDER BY d.due_at LIMIT ?
                FOR UPDATE SKIP LOCKED) due\
            """;

    private static final String FIRST_TRIES_DUE = DUE.formatted("=");
    private static final String RETRIES_DUE = DUE.formatted(">");

    static final String LEASE =
            """
            UPDATE dispatcher.delivery d
            SET state = 'attempting',
                lease_token = gen_random_uuid(),
                due_at = now() + ? * interval '1 millisecond'
            FROM unnest(?::timestamptz[], ?::text[], ?::text[])
                 AS t (accepted_at, webhook_id, endpoint)
            WHERE d.accepted_at = t.accepted_at AND d.webhook_id = t.webhook_id
              AND d.endpoint = t.endpoint AND d.accepted_at >= ?
            RETURNING d.accepted_at, d.webhook_id, d.endpoint, d.partner_id, d.job_id, d.body_size,
                      d.attempts, d.attempts_before, d.first_attempted_at, d.trace_parent,
                      d.lease_token\
            """;

    private static final String NEXT_DUE =
            """
            SELECT lane.partner_id, lane.endpoint, least(
                (SELECT d.due_at FROM dispatcher.delivery d
                 WHERE d.partner_id = lane.partner_id AND d.endpoint = lane.endpoint
                   AND d.due_at IS NOT NULL AND d.attempts = 0 ORDER BY d.due_at LIMIT 1),
                (SELECT d.due_at FROM dispatcher.delivery d
                 WHERE d.partner_id = lane.partner_id AND d.endpoint = lane.endpoint
                   AND d.due_at IS NOT NULL AND d.attempts > 0 ORDER BY d.due_at LIMIT 1)) AS due_at
            FROM unnest(?::text[], ?::text[]) AS lane (partner_id, endpoint)\
            """;

    private final Leases leases;
    private final LaneRules rules;

    ClaimDue(Leases leases, LaneRules rules) {
        this.leases = leases;
        this.rules = rules;
    }

    /** In the caller's transaction. */
    List<Delivery> execute(Connection connection, Room room, Predicate<Candidate> taker)
            throws SQLException {
        execute(connection, KEEP_PLANS);
        var awake = awake(connection, room);
        if (awake.isEmpty()) {
            return List.of();
        }
        // Another instance may have been faster: then there is nothing left to see here, which is
        // harmless.
        var lanes = LockedLanes.lock(connection, awake);
        HeldDeliveries.hold(connection, lanes);
        HeldDeliveries.release(connection, lanes, rules);
        var enabled =
                lanes.lanes().stream().filter(lane -> !lanes.state(lane).isDisabled()).toList();
        var taken = take(offered(connection, lanes, enabled, room), paced(lanes, taker));
        var claimed = lease(connection, taken);
        var begun = new HashMap<Lane, Integer>();
        claimed.forEach(delivery -> begun.merge(delivery.lane(), 1, Integer::sum));
        begun.forEach((lane, many) -> lanes.change(lane, state -> state.began(many, lanes.now())));
        execute(connection, KEEP_PLANS);
        sleep(connection, lanes, begun.keySet());
        lanes.store();
        return claimed;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<Lane> awake(Connection connection, Room room) throws SQLException {
        try (var statement = connection.prepareStatement(LANES)) {
            LockedLanes.keys(new SqlArrays<>(connection, statement, List.copyOf(room.full()), 0));
            statement.setInt(3, MOST_LANES);
            var lanes = new ArrayList<Lane>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    lanes.add(LockedLanes.lane(rows));
                }
            }
            return lanes;
        }
    }

    /** Of a lane that is cut off one at most, and only when its probe is due. */
    private static List<Candidate> offered(
            Connection connection, LockedLanes lanes, List<Lane> enabled, Room room)
            throws SQLException {
        var closed = enabled.stream().filter(lane -> !lanes.state(lane).isOpen()).toList();
        var toProbe =
                enabled.stream().filter(lane -> lanes.state(lane).isToProbe(lanes.now())).toList();
        var candidates = new ArrayList<Candidate>();
        // If each lane had as many, all of them would just fill the room.
        var mostOfEach = Math.max(1, Math.ceilDiv(room.deliveries(), Math.max(1, closed.size())));
        candidates.addAll(due(connection, FIRST_TRIES_DUE, closed, mostOfEach));
        candidates.addAll(due(connection, RETRIES_DUE, closed, mostOfEach));
        var probes = new HashMap<Lane, Candidate>();
        for (var probe : due(connection, FIRST_TRIES_DUE, toProbe, 1)) {
            probes.put(probe.lane(), probe);
        }
        for (var probe : due(connection, RETRIES_DUE, toProbe, 1)) {
            probes.putIfAbsent(probe.lane(), probe);
        }
        probes.values().forEach(probe -> candidates.add(probe.asProbe()));
        return FairOrder.of(candidates);
    }

    private static List<Candidate> due(
            Connection connection, String sql, List<Lane> lanes, int mostOfEach)
            throws SQLException {
        if (lanes.isEmpty()) {
            return List.of();
        }
        try (var statement = connection.prepareStatement(sql)) {
            LockedLanes.keys(new SqlArrays<>(connection, statement, lanes, 0));
            statement.setInt(3, mostOfEach);
            var candidates = new ArrayList<Candidate>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    candidates.add(candidate(rows));
                }
            }
            return candidates;
        }
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        var lane = LockedLanes.lane(row);
        return new Candidate(
                new DeliveryKey(
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                        new WebhookId(row.getString("webhook_id")),
                        lane.endpoint()),
                lane,
                row.getInt("body_size"),
                row.getInt("attempts") > 0,
                row.getObject("due_at", OffsetDateTime.class).toInstant());
    }

    /** Asks the taker for no more of a lane than its pace allows. */
    private static Predicate<Candidate> paced(LockedLanes lanes, Predicate<Candidate> taker) {
        var left = new HashMap<Lane, Integer>();
        return candidate -> {
            var allowed =
                    left.computeIfAbsent(
                            candidate.lane(),
                            lane -> lanes.state(lane).pace().allowance(lanes.now()));
            if (allowed == 0 || !taker.test(candidate)) {
                return false;
            }
            left.put(candidate.lane(), allowed - 1);
            return true;
        };
    }

    private static List<DeliveryKey> take(List<Candidate> offered, Predicate<Candidate> taker) {
        return offered.stream().filter(taker).map(Candidate::key).toList();
    }

    private List<Delivery> lease(Connection connection, List<DeliveryKey> taken)
            throws SQLException {
        if (taken.isEmpty()) {
            return List.of();
        }
        execute(connection, PLAN_ANEW);
        try (var statement = connection.prepareStatement(LEASE)) {
            statement.setLong(1, leases.length().toMillis());
            new SqlArrays<>(connection, statement, taken, 1)
                    .times(DeliveryKey::acceptedAt)
                    .text(key -> key.webhookId().value())
                    .text(key -> key.endpoint().origin());
            statement.setObject(5, DayPartitions.startOf(taken, DeliveryKey::acceptedAt));
            var claimed = new ArrayList<Delivery>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    claimed.add(delivery(rows));
                }
            }
            return claimed;
        }
    }

    /** Lets lanes rest until the first of what is left is due. */
    private void sleep(Connection connection, LockedLanes lanes, Set<Lane> claimed)
            throws SQLException {
        var next = nextDue(connection, lanes.lanes());
        for (var lane : lanes.lanes()) {
            lanes.change(
                    lane,
                    state ->
                            state.looked(
                                    state.isOpen() && claimed.contains(lane),
                                    next.getOrDefault(lane, Optional.empty()),
                                    lanes.now(),
                                    rules));
        }
    }

    private static Map<Lane, Optional<Instant>> nextDue(
            Connection connection, Collection<Lane> lanes) throws SQLException {
        try (var statement = connection.prepareStatement(NEXT_DUE)) {
            LockedLanes.keys(new SqlArrays<>(connection, statement, List.copyOf(lanes), 0));
            var next = new HashMap<Lane, Optional<Instant>>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    next.put(LockedLanes.lane(rows), LockedLanes.time(rows, "due_at"));
                }
            }
            return next;
        }
    }

    private Delivery delivery(ResultSet row) throws SQLException {
        var lease = leases.of(row.getObject("lease_token", UUID.class));
        var lane = LockedLanes.lane(row);
        return new Delivery(
                new ResultReference(
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                        JobKey.of(lane.partnerId().value(), row.getString("job_id"))),
                new WebhookId(row.getString("webhook_id")),
                lane.endpoint(),
                row.getInt("body_size"),
                Optional.ofNullable(row.getString("trace_parent")),
                LockedLanes.time(row, "first_attempted_at"),
                new Pending(Duration.ZERO)
                        .start(lease, row.getInt("attempts"), row.getInt("attempts_before")));
    }
}
