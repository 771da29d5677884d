package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.dispatcher.delivery.DeliveryEvents;
import dev.kycplatform.dispatcher.delivery.DeliveryState;
import dev.kycplatform.dispatcher.delivery.EndedAttempt;
import dev.kycplatform.dispatcher.delivery.LaneChange;
import dev.kycplatform.dispatcher.delivery.LaneRules;
import dev.kycplatform.dispatcher.delivery.Outcome;
import dev.kycplatform.dispatcher.delivery.Recorded;
import dev.kycplatform.dispatcher.endpoint.Lane;
import dev.kycplatform.storage.DayPartitions;
import dev.kycplatform.storage.GroupStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ends attempts whose lease still holds: what becomes of the delivery, a row for the attempt, what it says of
 * the lane, and the events that tell of it.
 */
final class RecordAttempts implements GroupStatement<EndedAttempt, Recorded> {
    static final String UPDATE =
            """
            UPDATE dispatcher.delivery d
            SET state = e.state,
                attempts = e.attempt,
                due_at = now() + e.wait * interval '1 millisecond',
                lease_token = NULL,
                first_attempted_at = coalesce(d.first_attempted_at, e.started_at),
                ended_at = e.ended_at,
                last_status = e.status
            FROM unnest(?::timestamptz[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::int[],
                        ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::int[])
                 AS e (accepted_at, webhook_id, endpoint, lease_token, state, attempt, wait,
                       started_at, ended_at, status)
            WHERE d.accepted_at = e.accepted_at AND d.webhook_id = e.webhook_id
              AND d.endpoint = e.endpoint AND d.lease_token = e.lease_token
              AND d.accepted_at >= ?
            RETURNING e.lease_token\
            """;

    private static final String INSERT =
            """
            INSERT INTO dispatcher.attempt
                (accepted_at, webhook_id, endpoint, attempt, at, outcome, response_status,
                 failure, answer, took)
            SELECT accepted_at, webhook_id, endpoint, attempt, at, outcome, status, failure, answer,
                   took * interval '1 millisecond'
            FROM unnest(?::timestamptz[], ?::text[], ?::text[], ?::int[], ?::timestamptz[],
                        ?::text[], ?::int[], ?::text[], ?::bytea[], ?::bigint[])
                 AS e (accepted_at, webhook_id, endpoint, attempt, at, outcome, status, failure,
                       answer, took)
            ON CONFLICT DO NOTHING\
            """;

    private final DayPartitions partitions;
    private final LaneRules rules;
    private final DeliveryEvents events;
    private final PostgresOutgoingEvents outgoing;

    RecordAttempts(
            DayPartitions partitions,
            LaneRules rules,
            DeliveryEvents events,
            PostgresOutgoingEvents outgoing) {
        this.partitions = partitions;
        this.rules = rules;
        this.events = events;
        this.outgoing = outgoing;
    }

    @Override
    public List<Recorded> execute(Connection connection, List<EndedAttempt> attempts)
            throws SQLException {
        partitions.ensure(attempts.stream().map(e -> e.delivery().result().acceptedAt()).toList());
        var lanes =
                LockedLanes.lockOrMake(
                        connection,
                        attempts.stream().map(e -> e.delivery().lane()).toList(),
                        well(attempts));
        var ours = update(connection, attempts);
        var recorded = attempts.stream().filter(e -> ours.contains(token(e))).toList();
        if (!recorded.isEmpty()) {
            insert(connection, recorded);
        }
        var told = new ArrayList<Event>();
        var outcomes = new ArrayList<Recorded>();
        for (var attempt : attempts) {
            if (ours.contains(token(attempt))) {
                var change = learned(attempt, lanes);
                told.addAll(attempt.events());
                change.map(one -> events.changed(attempt.delivery().lane(), one, lanes.now()))
                        .ifPresent(told::add);
                outcomes.add(new Recorded(true, change));
            } else {
                outcomes.add(new Recorded(false, Optional.empty()));
            }
        }
        outgoing.add(connection, told);
        lanes.store();
        return outcomes;
    }

    /**
     * Lanes whose every attempt was answered as it should be. These groups are the most there are: if each locked all its
     * lanes, all would wait for each other.
     */
    private static Set<Lane> well(List<EndedAttempt> attempts) {
        var well = new HashSet<Lane>();
        attempts.forEach(e -> well.add(e.delivery().lane()));
        attempts.stream()
                .filter(e -> e.outcome() instanceof Outcome.Deferred)
                .forEach(e -> well.remove(e.delivery().lane()));
        return well;
    }

    private Optional<LaneChange> learned(EndedAttempt attempt, LockedLanes lanes) {
        var lane = attempt.delivery().lane();
        if (lanes.find(lane).isEmpty()) {
            return Optional.empty();
        }
        var before = lanes.state(lane);
        lanes.change(
                lane,
                state -> {
                    var after = state.after(attempt.outcome(), lanes.now(), rules);
                    return attempt.next() instanceof DeliveryState.Pending(var wait)
                            ? after.due(lanes.now().plusMillis(wait.toMillis()))
                            : after;
                });
        return LaneChange.between(before, lanes.state(lane));
    }

    /** @return the leases that had not passed on */
    private static Set<UUID> update(Connection connection, List<EndedAttempt> attempts)
            throws SQLException {
        try (var statement = connection.prepareStatement(UPDATE)) {
            key(new SqlArrays<>(connection, statement, attempts, 0))
                    .bind("uuid", RecordAttempts::token)
                    .text(e -> e.next().wire())
                    .bind("int4", e -> e.delivery().attempt())
                    .bind("int8", e -> wait(e.next()))
                    .times(EndedAttempt::startedAt)
                    .times(e -> e.next().endedAt().orElse(null))
                    .bind("int4", RecordAttempts::status);
            statement.setObject(
                    11, DayPartitions.startOf(attempts, e -> e.delivery().result().acceptedAt()));
            var held = new HashSet<UUID>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    held.add(rows.getObject(1, UUID.class));
                }
            }
            return held;
        }
    }

    private static void insert(Connection connection, List<EndedAttempt> attempts)
            throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            key(new SqlArrays<>(connection, statement, attempts, 0))
                    .bind("int4", e -> e.delivery().attempt())
                    .times(EndedAttempt::startedAt)
                    .text(e -> e.outcome().wire())
                    .bind("int4", RecordAttempts::status)
                    .text(e -> failure(e.outcome()))
                    .bytes(e -> e.sealedAnswer().orElse(null))
                    .bind("int8", e -> e.took().toMillis());
            statement.executeUpdate();
        }
    }

    private static SqlArrays<EndedAttempt> key(SqlArrays<EndedAttempt> columns)
            throws SQLException {
        return columns.times(e -> e.delivery().result().acceptedAt())
                .text(e -> e.delivery().webhookId().value())
                .text(e -> e.delivery().endpoint().origin());
    }

    private static UUID token(EndedAttempt attempt) {
        return attempt.delivery().state().lease().token();
    }

    private static @Nullable Integer status(EndedAttempt attempt) {
        var status = attempt.outcome().answeredStatus();
        return status.isPresent() ? status.getAsInt() : null;
    }

    private static @Nullable Long wait(DeliveryState next) {
        return next instanceof DeliveryState.Pending(var wait) ? wait.toMillis() : null;
    }

    private static @Nullable String failure(Outcome outcome) {
        return outcome instanceof Outcome.Deferred deferred ? deferred.failure().wire() : null;
    }
}
