package dev.kycplatform.dispatcher.delivery.persistence;

import static java.util.Objects.requireNonNull;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.dispatcher.delivery.Addition;
import dev.kycplatform.dispatcher.delivery.DeliveryKey;
import dev.kycplatform.dispatcher.delivery.LaneState;
import dev.kycplatform.dispatcher.delivery.NewDelivery;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.dispatcher.endpoint.Lane;
import dev.kycplatform.storage.DayPartitions;
import dev.kycplatform.storage.GroupStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Inserts deliveries that are not there, in the state that their lanes allow. */
final class AddDeliveries implements GroupStatement<NewDelivery, Addition> {
    private static final String INSERT =
            """
            INSERT INTO dispatcher.delivery
                (accepted_at, webhook_id, endpoint, partner_id, job_id, body_size, trace_parent,
                 state, lease_token, due_at)
            SELECT accepted_at, webhook_id, endpoint, partner_id, job_id, body_size, trace_parent,
                   state, CASE state WHEN 'attempting' THEN lease_token END,
                   CASE state WHEN 'attempting' THEN now() + ? * interval '1 millisecond'
                              WHEN 'pending' THEN now() END
            FROM unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[],
                        ?::text[], ?::text[], ?::uuid[])
                 AS n (accepted_at, webhook_id, endpoint, partner_id, job_id, body_size,
                       trace_parent, state, lease_token)
            ON CONFLICT DO NOTHING
            RETURNING accepted_at, webhook_id, endpoint\
            """;

    private static final String ATTEMPTING = "attempting";
    private static final String PENDING = "pending";
    private static final String HELD = "held";

    private final DayPartitions partitions;
    private final Duration lease;

    AddDeliveries(DayPartitions partitions, Duration lease) {
        this.partitions = partitions;
        this.lease = lease;
    }

    @Override
    public List<Addition> execute(Connection connection, List<NewDelivery> deliveries)
            throws SQLException {
        partitions.ensure(deliveries.stream().map(d -> d.result().acceptedAt()).toList());
        var lanes =
                LockedLanes.lockOrMake(
                        connection, deliveries.stream().map(NewDelivery::lane).toList());
        var states = states(deliveries, lanes);
        var added = insert(connection, deliveries, states);
        var outcomes = new ArrayList<Addition>();
        for (var delivery : deliveries) {
            if (added.contains(delivery.key())) {
                var state = requireNonNull(states.get(delivery.key()));
                lanes.change(delivery.lane(), lane -> awaiting(state, lane, lanes.now()));
                outcomes.add(state.equals(ATTEMPTING) ? Addition.BEGUN : Addition.WAITING);
            } else {
                outcomes.add(Addition.KNOWN);
            }
        }
        lanes.store();
        return outcomes;
    }

    /** What a lane's pace does not allow now waits for its turn. */
    private static Map<DeliveryKey, String> states(
            List<NewDelivery> deliveries, LockedLanes lanes) {
        var left = new HashMap<Lane, Integer>();
        var states = new HashMap<DeliveryKey, String>();
        for (var delivery : deliveries) {
            var lane = lanes.state(delivery.lane());
            var allowed =
                    left.computeIfAbsent(delivery.lane(), _ -> lane.pace().allowance(lanes.now()));
            var state = state(delivery, lane, allowed);
            if (state.equals(ATTEMPTING)) {
                left.put(delivery.lane(), allowed - 1);
            }
            states.put(delivery.key(), state);
        }
        return states;
    }

    private Set<DeliveryKey> insert(
            Connection connection, List<NewDelivery> deliveries, Map<DeliveryKey, String> states)
            throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setLong(1, lease.toMillis());
            new SqlArrays<>(connection, statement, deliveries, 1)
                    .times(d -> d.result().acceptedAt())
                    .text(d -> d.webhookId().value())
                    .text(d -> d.endpoint().origin())
                    .text(d -> d.result().key().partnerId().value())
                    .text(d -> d.result().key().jobId().value())
                    .bind("int4", NewDelivery::bodySize)
                    .text(d -> d.traceParent().orElse(null))
                    .text(d -> states.get(d.key()))
                    .bind("uuid", d -> d.lease().map(own -> own.token()).orElse(null));
            var added = new HashSet<DeliveryKey>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    added.add(
                            new DeliveryKey(
                                    rows.getObject(1, OffsetDateTime.class).toInstant(),
                                    new WebhookId(rows.getString(2)),
                                    new Endpoint(rows.getString(3))));
                }
            }
            return added;
        }
    }

    private LaneState awaiting(String state, LaneState lane, Instant now) {
        return switch (state) {
            case ATTEMPTING -> lane.began(1, now).due(now.plus(lease));
            case PENDING -> lane.due(now);
            default -> lane;
        };
    }

    private static String state(NewDelivery delivery, LaneState lane, int allowed) {
        if (lane.isDisabled()) {
            return HELD;
        }
        return lane.isOpen() || allowed == 0 || delivery.lease().isEmpty() ? PENDING : ATTEMPTING;
    }
}
