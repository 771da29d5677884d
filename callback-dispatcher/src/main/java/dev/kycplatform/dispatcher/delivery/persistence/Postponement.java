package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.dispatcher.delivery.Delivery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Gives leased deliveries back unattempted. */
final class Postponement {
    private static final String POSTPONE =
            """
            UPDATE dispatcher.delivery d
            SET state = 'pending', lease_token = NULL,
                due_at = now() + ? * interval '1 millisecond'
            FROM unnest(?::timestamptz[], ?::text[], ?::text[], ?::uuid[])
                 AS p (accepted_at, webhook_id, endpoint, lease_token)
            WHERE d.accepted_at = p.accepted_at AND d.webhook_id = p.webhook_id
              AND d.endpoint = p.endpoint AND d.lease_token = p.lease_token""";

    private Postponement() {}

    static void execute(Connection connection, List<Delivery> deliveries, Duration wait)
            throws SQLException {
        try (var statement = connection.prepareStatement(POSTPONE)) {
            statement.setLong(1, wait.toMillis());
            new SqlArrays<>(connection, statement, deliveries, 1)
                    .times(d -> d.result().acceptedAt())
                    .text(d -> d.webhookId().value())
                    .text(d -> d.endpoint().origin())
                    .bind("uuid", d -> d.state().lease().token());
            statement.executeUpdate();
        }
    }
}
