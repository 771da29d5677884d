package dev.kycplatform.dispatcher.delivery.persistence;

import static dev.kycplatform.dispatcher.delivery.persistence.SqlArrays.instant;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.dispatcher.delivery.Delivery;
import dev.kycplatform.dispatcher.delivery.DeliveryState.Pending;
import dev.kycplatform.dispatcher.delivery.Leases;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Leases what is due; rows that another instance is just taking are passed over. */
final class ClaimDue {
    /** What is due is either pending, or was being attempted under a lease that has ended. */
    private static final String CLAIM =
            """
            WITH due AS MATERIALIZED (
                SELECT accepted_at, webhook_id, endpoint FROM dispatcher.delivery
                WHERE due_at <= now() AND NOT endpoint = ANY (?::text[])
                ORDER BY due_at LIMIT ?
                FOR UPDATE SKIP LOCKED)
            UPDATE dispatcher.delivery d
            SET state = 'attempting',
                lease_token = gen_random_uuid(),
                due_at = now() + ? * interval '1 millisecond'
            FROM due
            WHERE d.accepted_at = due.accepted_at AND d.webhook_id = due.webhook_id
              AND d.endpoint = due.endpoint
            RETURNING d.accepted_at, d.webhook_id, d.endpoint, d.partner_id, d.job_id, d.body_size,
                      d.attempts, d.first_attempted_at, d.trace_parent, d.lease_token""";

    private final Leases leases;

    ClaimDue(Leases leases) {
        this.leases = leases;
    }

    List<Delivery> execute(Connection connection, int most, Set<Endpoint> except)
            throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            var endpoints = except.stream().map(Endpoint::origin).toArray();
            statement.setArray(1, connection.createArrayOf("text", endpoints));
            statement.setInt(2, most);
            statement.setLong(3, leases.length().toMillis());
            var claimed = new ArrayList<Delivery>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    claimed.add(delivery(rows));
                }
            }
            return claimed;
        }
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
