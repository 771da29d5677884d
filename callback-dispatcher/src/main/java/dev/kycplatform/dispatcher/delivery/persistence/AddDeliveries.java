package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.dispatcher.delivery.Addition;
import dev.kycplatform.dispatcher.delivery.DeliveryKey;
import dev.kycplatform.dispatcher.delivery.LaneState;
import dev.kycplatform.dispatcher.delivery.NewDelivery;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.storage.DayPartitions;
import dev.kycplatform.storage.GroupStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
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
            RETURNING accepted_at, webhook_id, endpoint""";

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
        var added = insert(connection, deliveries, lanes);
        for (var delivery : deliveries) {
            if (added.contains(delivery.key())) {
                lanes.change(delivery.lane(), lane -> awaiting(delivery, lane, lanes));
            }
        }
        var outcomes =
                deliveries.stream()
                        .map(d -> added.contains(d.key()) ? addition(d, lanes) : Addition.KNOWN)
                        .toList();
        lanes.store();
        return outcomes;
    }

    private Set<DeliveryKey> insert(
            Connection connection, List<NewDelivery> deliveries, LockedLanes lanes)
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
                    .text(d -> state(d, lanes.state(d.lane())))
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

    private LaneState awaiting(NewDelivery delivery, LaneState lane, LockedLanes lanes) {
        return switch (state(delivery, lane)) {
            case ATTEMPTING -> lane.due(lanes.now().plus(lease));
            case PENDING -> lane.due(lanes.now());
            default -> lane;
        };
    }

    private static Addition addition(NewDelivery delivery, LockedLanes lanes) {
        return state(delivery, lanes.state(delivery.lane())).equals(ATTEMPTING)
                ? Addition.BEGUN
                : Addition.WAITING;
    }

    private static String state(NewDelivery delivery, LaneState lane) {
        if (lane.isDisabled()) {
            return HELD;
        }
        return lane.isOpen() || delivery.lease().isEmpty() ? PENDING : ATTEMPTING;
    }
}
