package dev.kycplatform.flow.webhook.persistence;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.flow.OwedWebhook;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.flow.webhook.LoggedWebhook;
import dev.kycplatform.flow.webhook.LoggedWebhook.Attempted;
import dev.kycplatform.flow.webhook.LoggedWebhook.Content;
import dev.kycplatform.flow.webhook.LoggedWebhook.Delivery;
import dev.kycplatform.flow.webhook.LoggedWebhook.Key;
import dev.kycplatform.flow.webhook.WebhookFilter;
import dev.kycplatform.flow.webhook.WebhookLog;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Webhooks as they rest here, opened; beside them what the dispatcher's views tell. */
@ApplicationScoped
class SealedWebhookLog implements WebhookLog {
    private static final String ATTEMPTS =
            """
            SELECT accepted_at, webhook_id, endpoint, at, outcome, response_status, failure
            FROM dispatcher.attempt_v1
            JOIN unnest(?::timestamptz[], ?::text[], ?::text[])
                 AS wanted (accepted_at, webhook_id, endpoint) USING (accepted_at, webhook_id, endpoint)
            ORDER BY attempt\
            """;

    private final DataSource database;
    private final EventCodec codec;
    private final Seal seal;

    SealedWebhookLog(DataSource database, EventCodec codec, Keysets keysets) {
        this.database = database;
        this.codec = codec;
        this.seal = keysets.seal(Purpose.FLOW_WEBHOOK);
    }

    /** What of a body is told. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Body(@JsonProperty("event_details") Details details) {
        @JsonIgnoreProperties(ignoreUnknown = true)
        private record Details(
                @JsonProperty("outcome") String outcome,
                @JsonProperty("action_needed") @Nullable String actionNeeded) {}
    }

    /** What a delivery's attempts are found by. */
    private record DeliveryKey(Instant acceptedAt, String webhookId, String endpoint) {
        static DeliveryKey of(LoggedWebhook webhook, Delivery delivery) {
            return new DeliveryKey(
                    webhook.key().acceptedAt(),
                    webhook.key().webhookId().value(),
                    delivery.endpoint());
        }
    }

    @Override
    public Found find(WebhookFilter filter, int skipped, int most) {
        try (var connection = database.getConnection()) {
            var found = search(connection, WebhookSearch.of(filter, skipped, most));
            var attempts = attempts(connection, found.webhooks());
            return new Found(
                    found.webhooks().stream().map(webhook -> with(attempts, webhook)).toList(),
                    found.total());
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private Found search(Connection connection, WebhookSearch search) throws SQLException {
        try (var statement = connection.prepareStatement(search.sql())) {
            bind(connection, statement, search.arguments());
            var found = new ArrayList<LoggedWebhook>();
            long total = 0;
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    total = rows.getLong("total");
                    if (rows.getString("webhook_id") != null) {
                        found.add(webhook(rows));
                    }
                }
            }
            return new Found(List.copyOf(found), total);
        }
    }

    private static void bind(
            Connection connection, PreparedStatement statement, List<Object> arguments)
            throws SQLException {
        for (int at = 0; at < arguments.size(); at++) {
            if (arguments.get(at) instanceof String[] texts) {
                statement.setArray(at + 1, connection.createArrayOf("text", texts));
            } else {
                statement.setObject(at + 1, arguments.get(at));
            }
        }
    }

    private LoggedWebhook webhook(ResultSet row) throws SQLException {
        var key =
                new Key(
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                        new WebhookId(row.getString("webhook_id")),
                        row.getString("endpoint_id"));
        return new LoggedWebhook(
                key,
                row.getObject("event_uuid", UUID.class),
                row.getString("event_type"),
                content(row, key),
                delivery(row));
    }

    private Content content(ResultSet row, Key key) throws SQLException {
        var owed =
                new OwedWebhook(
                        key.acceptedAt(),
                        key.webhookId(),
                        key.endpointId(),
                        row.getString("app_handle"),
                        row.getString("verification_id"));
        var details =
                codec.decode(seal.open(row.getBytes("body"), owed.bodyBinding()), Body.class)
                        .details();
        return new Content(
                owed.verificationId(),
                row.getString("user_handle"),
                details.outcome(),
                Optional.ofNullable(details.actionNeeded()),
                codec.decode(
                                seal.open(row.getBytes("address"), owed.addressBinding()),
                                OwedWebhook.Address.class)
                        .url());
    }

    private static Optional<Delivery> delivery(ResultSet row) throws SQLException {
        var endpoint = row.getString("endpoint");
        return endpoint == null
                ? Optional.empty()
                : Optional.of(
                        new Delivery(
                                endpoint,
                                row.getString("state"),
                                row.getInt("attempts"),
                                time(row, "next_attempt_at"),
                                time(row, "ended_at"),
                                List.of()));
    }

    private static LoggedWebhook with(
            Map<DeliveryKey, List<Attempted>> attempts, LoggedWebhook webhook) {
        return new LoggedWebhook(
                webhook.key(),
                webhook.eventUuid(),
                webhook.eventType(),
                webhook.content(),
                webhook.delivery()
                        .map(
                                its ->
                                        new Delivery(
                                                its.endpoint(),
                                                its.state(),
                                                its.attempts(),
                                                its.nextAttemptAt(),
                                                its.endedAt(),
                                                attempts.getOrDefault(
                                                        DeliveryKey.of(webhook, its), List.of()))));
    }

    private static Map<DeliveryKey, List<Attempted>> attempts(
            Connection connection, List<LoggedWebhook> webhooks) throws SQLException {
        var wanted =
                webhooks.stream()
                        .flatMap(
                                webhook ->
                                        webhook.delivery().stream()
                                                .filter(its -> its.attempts() > 0)
                                                .map(its -> DeliveryKey.of(webhook, its)))
                        .toList();
        var found = new HashMap<DeliveryKey, List<Attempted>>();
        if (wanted.isEmpty()) {
            return found;
        }
        try (var statement = connection.prepareStatement(ATTEMPTS)) {
            statement.setArray(
                    1,
                    array(
                            connection,
                            "timestamptz",
                            wanted,
                            key -> key.acceptedAt().atOffset(ZoneOffset.UTC)));
            statement.setArray(2, array(connection, "text", wanted, DeliveryKey::webhookId));
            statement.setArray(3, array(connection, "text", wanted, DeliveryKey::endpoint));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(
                                    new DeliveryKey(
                                            rows.getObject("accepted_at", OffsetDateTime.class)
                                                    .toInstant(),
                                            rows.getString("webhook_id"),
                                            rows.getString("endpoint")),
                                    _ -> new ArrayList<>())
                            .add(attempted(rows));
                }
            }
        }
        return found;
    }

    private static Attempted attempted(ResultSet row) throws SQLException {
        return new Attempted(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("outcome"),
                Optional.ofNullable(row.getObject("response_status", Integer.class)),
                Optional.ofNullable(row.getString("failure")));
    }

    private static Array array(
            Connection connection,
            String type,
            List<DeliveryKey> keys,
            Function<DeliveryKey, Object> part)
            throws SQLException {
        return connection.createArrayOf(type, keys.stream().map(part).toArray());
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
