package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.flow.OwedWebhook;
import dev.kycplatform.dispatcher.delivery.RecordedWebhooks;
import dev.kycplatform.storage.SqlFailures;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Owed webhooks by when they were recorded, through the flow service's view; the position in a row of our own. */
@Singleton
class PostgresRecordedWebhooks implements RecordedWebhooks {
    private static final String RECONCILED =
            """
            SELECT recorded_at, accepted_at, webhook_id, endpoint_id
            FROM dispatcher.reconciled_webhook\
            """;

    private static final String AFTER =
            """
            SELECT w.recorded_at, w.accepted_at, w.webhook_id, w.endpoint_id, w.app_handle,
                   w.verification_id,
                   NOT EXISTS (
                       SELECT FROM dispatcher.delivery d
                       WHERE d.accepted_at = w.accepted_at AND d.webhook_id = w.webhook_id
                         AND split_part(d.endpoint, '#', 2) = w.endpoint_id) AS missing
            FROM flow.webhook_v1 w
            WHERE (w.recorded_at, w.accepted_at, w.webhook_id, w.endpoint_id) > (?, ?, ?, ?)
              AND w.recorded_at <= now() - ? * interval '1 millisecond'
            ORDER BY w.recorded_at, w.accepted_at, w.webhook_id, w.endpoint_id LIMIT ?\
            """;

    private static final String ADVANCE =
            """
            UPDATE dispatcher.reconciled_webhook
            SET recorded_at = ?, accepted_at = ?, webhook_id = ?, endpoint_id = ?
            WHERE (recorded_at, accepted_at, webhook_id, endpoint_id) = (?, ?, ?, ?)\
            """;

    private final DataSource database;
    private final FlowView view;

    PostgresRecordedWebhooks(DataSource database, FlowView view) {
        this.database = database;
        this.view = view;
    }

    @Override
    public Position reconciled() {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(RECONCILED);
                var rows = statement.executeQuery()) {
            rows.next();
            // Of whose it was nothing need be known.
            return new Position(
                    time(rows, "recorded_at"),
                    new OwedWebhook(
                            time(rows, "accepted_at"),
                            new WebhookId(rows.getString("webhook_id")),
                            rows.getString("endpoint_id"),
                            "",
                            ""));
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public List<Recorded<Position>> after(Position position, Duration behind, int most) {
        try {
            if (!view.isThere()) {
                return List.of();
            }
            try (var connection = database.getConnection();
                    var statement = connection.prepareStatement(AFTER)) {
                bind(statement, 0, position);
                statement.setLong(5, behind.toMillis());
                statement.setInt(6, most);
                var found = new ArrayList<Recorded<Position>>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(
                                new Recorded<>(
                                        new Position(
                                                time(rows, "recorded_at"), FlowView.webhook(rows)),
                                        rows.getBoolean("missing")));
                    }
                }
                return found;
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void advance(Position from, Position to) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(ADVANCE)) {
            bind(statement, 0, to);
            bind(statement, 4, from);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static void bind(PreparedStatement statement, int before, Position position)
            throws SQLException {
        statement.setObject(before + 1, position.recordedAt().atOffset(ZoneOffset.UTC));
        statement.setObject(before + 2, position.webhook().acceptedAt().atOffset(ZoneOffset.UTC));
        statement.setString(before + 3, position.webhook().webhookId().value());
        statement.setString(before + 4, position.webhook().endpointId());
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
