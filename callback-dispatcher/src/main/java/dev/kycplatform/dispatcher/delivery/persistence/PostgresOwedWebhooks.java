package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.flow.OwedWebhook;
import dev.kycplatform.contracts.flow.VerificationTrigger;
import dev.kycplatform.dispatcher.delivery.OwedWebhooks;
import dev.kycplatform.storage.GroupExecutor;
import dev.kycplatform.storage.GroupExecutor.Limits;
import dev.kycplatform.storage.GroupStatement;
import dev.kycplatform.storage.SqlFailures;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Owed webhooks through the flow service's view; bodies, which attempts wait for, many in one statement. */
@Singleton
class PostgresOwedWebhooks implements OwedWebhooks {
    private static final String COLUMNS =
            """
            SELECT accepted_at, webhook_id, endpoint_id, app_handle, verification_id, address, size,
                   trace_parent
            FROM flow.webhook_v1
            """;

    private static final String OF_TRANSITION =
            COLUMNS
                    + """
                    WHERE accepted_at = ? AND app_handle = ? AND verification_id = ? AND version = ?
                    ORDER BY webhook_id, endpoint_id\
                    """;

    private static final String FIND =
            COLUMNS + "WHERE accepted_at = ? AND webhook_id = ? AND endpoint_id = ?";

    private static final String CONTENT =
            """
            SELECT accepted_at, webhook_id, endpoint_id, address, body, secrets
            FROM unnest(?::timestamptz[], ?::text[], ?::text[])
                 AS wanted (accepted_at, webhook_id, endpoint_id)
            JOIN flow.webhook_v1 USING (accepted_at, webhook_id, endpoint_id)\
            """;

    private final DataSource database;
    private final FlowView view;
    private final GroupExecutor<Wanted, Optional<Content>> reading;

    /** What one row is known by. */
    private record Wanted(Instant acceptedAt, WebhookId webhookId, String endpointId)
            implements Comparable<Wanted> {
        @Override
        public int compareTo(Wanted other) {
            var byTime = acceptedAt.compareTo(other.acceptedAt);
            if (byTime != 0) {
                return byTime;
            }
            var byId = webhookId.value().compareTo(other.webhookId.value());
            return byId != 0 ? byId : endpointId.compareTo(other.endpointId);
        }
    }

    /** Sets a statement's parameters. */
    private interface Parameters {
        void in(PreparedStatement statement) throws SQLException;
    }

    PostgresOwedWebhooks(DataSource database, FlowView view) {
        this.database = database;
        this.view = view;
        this.reading =
                new GroupExecutor<>(
                        "webhooks",
                        database,
                        new Limits(100, 20_000, 2, Limits.UNHURRIED.gathering()),
                        wanted -> wanted,
                        GroupStatement.reading(PostgresOwedWebhooks::contents));
    }

    @PreDestroy
    void close() {
        reading.close();
    }

    @Override
    public List<Owed> of(VerificationTrigger transition) {
        return select(
                OF_TRANSITION,
                statement -> {
                    statement.setObject(1, transition.changedAt().atOffset(ZoneOffset.UTC));
                    statement.setString(2, transition.appHandle());
                    statement.setString(3, transition.verificationId());
                    statement.setLong(4, transition.version());
                });
    }

    @Override
    public Optional<Owed> find(OwedWebhook webhook) {
        return select(
                        FIND,
                        statement -> {
                            statement.setObject(1, webhook.acceptedAt().atOffset(ZoneOffset.UTC));
                            statement.setString(2, webhook.webhookId().value());
                            statement.setString(3, webhook.endpointId());
                        })
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Content> content(Instant acceptedAt, WebhookId webhookId, String endpointId) {
        return reading.submitAndAwait(new Wanted(acceptedAt, webhookId, endpointId));
    }

    private List<Owed> select(String sql, Parameters parameters) {
        try {
            if (!view.isThere()) {
                return List.of();
            }
            try (var connection = database.getConnection();
                    var statement = connection.prepareStatement(sql)) {
                parameters.in(statement);
                var found = new ArrayList<Owed>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(
                                new Owed(
                                        FlowView.webhook(rows),
                                        rows.getBytes("address"),
                                        rows.getInt("size"),
                                        Optional.ofNullable(rows.getString("trace_parent"))));
                    }
                }
                return found;
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static List<Optional<Content>> contents(Connection connection, List<Wanted> wanted)
            throws SQLException {
        try (var statement = connection.prepareStatement(CONTENT)) {
            new SqlArrays<>(connection, statement, wanted, 0)
                    .times(Wanted::acceptedAt)
                    .text(one -> one.webhookId().value())
                    .text(Wanted::endpointId);
            var found = new HashMap<Wanted, Content>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            new Wanted(
                                    rows.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                                    new WebhookId(rows.getString("webhook_id")),
                                    rows.getString("endpoint_id")),
                            new Content(
                                    rows.getBytes("address"),
                                    rows.getBytes("body"),
                                    Optional.ofNullable(rows.getBytes("secrets"))));
                }
            }
            return wanted.stream().map(one -> Optional.ofNullable(found.get(one))).toList();
        }
    }
}
