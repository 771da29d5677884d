package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.flow.OwedWebhook;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Set;
import javax.sql.DataSource;

/** {@code flow.webhook_v1}: a deployment without flows, or one that is being brought up, has none. */
@Singleton
class FlowView {
    /** No such schema, no such view, or nobody has let us read it yet. */
    private static final Set<String> ABSENT = Set.of("3F000", "42P01", "42501");

    private final DataSource database;
    private volatile boolean isThere;

    FlowView(DataSource database) {
        this.database = database;
    }

    /** It never goes away once it is there. */
    boolean isThere() throws SQLException {
        if (!isThere) {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("SELECT FROM flow.webhook_v1 LIMIT 0");
                isThere = true;
            } catch (SQLException e) {
                if (!ABSENT.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
            }
        }
        return isThere;
    }

    static OwedWebhook webhook(ResultSet row) throws SQLException {
        return new OwedWebhook(
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                new WebhookId(row.getString("webhook_id")),
                row.getString("endpoint_id"),
                row.getString("app_handle"),
                row.getString("verification_id"));
    }
}
