package dev.kycplatform.dispatcher.delivery.persistence;

import static dev.kycplatform.dispatcher.delivery.persistence.SqlArrays.instant;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.dispatcher.delivery.Delivery;
import dev.kycplatform.dispatcher.delivery.DeliveryState.Pending;
import dev.kycplatform.dispatcher.delivery.Leases;
import dev.kycplatform.dispatcher.delivery.Room;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Leases what is due; rows that another instance is just taking are passed over. */
final class ClaimDue {
    /**
     * What is due is either pending, or was being attempted under a lease that has ended. Rows that are
     * locked and then find no room are free again at once.
     */
    private static final String CLAIM =
            """
            WITH due AS MATERIALIZED (
                SELECT accepted_at, webhook_id, endpoint, due_at, body_size
                FROM dispatcher.delivery
                WHERE due_at <= now() AND NOT endpoint = ANY (?::text[])
                ORDER BY due_at LIMIT ?
                FOR UPDATE SKIP LOCKED),
            placed AS (
                SELECT due.*,
                       coalesce(taken, 0)
                           + row_number() OVER (PARTITION BY endpoint ORDER BY due_at) AS place
                FROM due LEFT JOIN unnest(?::text[], ?::int[]) AS busy (endpoint, taken)
                     USING (endpoint)),
            fitting AS (
                SELECT accepted_at, webhook_id, endpoint, body_size,
                       sum(body_size) OVER (ORDER BY due_at, webhook_id, endpoint) AS bytes
                FROM placed WHERE place <= ?)
            UPDATE dispatcher.delivery d
            SET state = 'attempting',
                lease_token = gen_random_uuid(),
                due_at = now() + ? * interval '1 millisecond'
            FROM fitting f
            WHERE d.accepted_at = f.accepted_at AND d.webhook_id = f.webhook_id
              AND d.endpoint = f.endpoint
              AND (f.bytes <= ? OR f.bytes = f.body_size)
            RETURNING d.accepted_at, d.webhook_id, d.endpoint, d.partner_id, d.job_id, d.body_size,
                      d.attempts, d.first_attempted_at, d.trace_parent, d.lease_token""";

    private final Leases leases;

    ClaimDue(Leases leases) {
        this.leases = leases;
    }

    List<Delivery> execute(Connection connection, Room room, Set<Endpoint> except)
            throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            var busy = List.copyOf(room.busy().entrySet());
            statement.setArray(1, origins(connection, except));
            statement.setInt(2, room.deliveries());
            new SqlArrays<>(connection, statement, busy, 2)
                    .text(entry -> entry.getKey().origin())
                    .bind("int4", Map.Entry::getValue);
            statement.setInt(5, room.mostPerEndpoint());
            statement.setLong(6, leases.length().toMillis());
            statement.setLong(7, room.bytes());
            var claimed = new ArrayList<Delivery>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    claimed.add(delivery(rows));
                }
            }
            return claimed;
        }
    }

    private static Array origins(Connection connection, Set<Endpoint> endpoints)
            throws SQLException {
        return connection.createArrayOf("text", endpoints.stream().map(Endpoint::origin).toArray());
    }

    private Delivery delivery(ResultSet row) throws SQLException {
        var lease = leases.of(row.getObject("lease_token", UUID.class));
        return new Delivery(
                new ResultReference(
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                        JobKey.of(row.getString("partner_id"), row.getString("job_id"))),
                new WebhookId(row.getString("webhook_id")),
                new Endpoint(row.getString("endpoint")),
                row.getInt("body_size"),
                Optional.ofNullable(row.getString("trace_parent")),
                Optional.ofNullable(
                        instant(row.getObject("first_attempted_at", OffsetDateTime.class))),
                new Pending(Duration.ZERO).start(lease, row.getInt("attempts")));
    }
}
