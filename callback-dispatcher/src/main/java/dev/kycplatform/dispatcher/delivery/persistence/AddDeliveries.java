package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.dispatcher.delivery.DeliveryKey;
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

/** Inserts deliveries that are not there; says of each whether it was. */
final class AddDeliveries implements GroupStatement<NewDelivery, Boolean> {
    private static final String INSERT =
            """
            INSERT INTO dispatcher.delivery
                (accepted_at, webhook_id, endpoint, partner_id, job_id, body_size, trace_parent,
                 lease_token, state, due_at)
            SELECT n.*,
                   CASE WHEN n.lease_token IS NULL THEN 'pending' ELSE 'attempting' END,
                   CASE WHEN n.lease_token IS NULL THEN now()
                        ELSE now() + ? * interval '1 millisecond' END
            FROM unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[],
                        ?::text[], ?::uuid[])
                 AS n (accepted_at, webhook_id, endpoint, partner_id, job_id, body_size,
                       trace_parent, lease_token)
            ON CONFLICT DO NOTHING
            RETURNING accepted_at, webhook_id, endpoint""";

    private final DayPartitions partitions;
    private final Duration lease;

    AddDeliveries(DayPartitions partitions, Duration lease) {
        this.partitions = partitions;
        this.lease = lease;
    }

    @Override
    public List<Boolean> execute(Connection connection, List<NewDelivery> deliveries)
            throws SQLException {
        partitions.ensure(deliveries.stream().map(d -> d.result().acceptedAt()).toList());
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
                    .bind("uuid", d -> d.lease().map(lease -> lease.token()).orElse(null));
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
            return deliveries.stream().map(d -> added.contains(d.key())).toList();
        }
    }
}
