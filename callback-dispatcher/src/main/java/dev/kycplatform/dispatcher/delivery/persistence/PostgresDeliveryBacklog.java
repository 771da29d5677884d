package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.dispatcher.delivery.DeliveryBacklog;
import dev.kycplatform.storage.SqlFailures;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/** Counted by the two indexes of what is due; what is delivered is never read. */
@Singleton
class PostgresDeliveryBacklog implements DeliveryBacklog {
    private static final String PATIENCE = "SET LOCAL statement_timeout = '3s'";

    /** The sum keeps the planner from walking all deliveries by time until it meets one that is due. */
    private static final String COUNT =
            """
            SELECT coalesce(sum(waiting), 0), min(oldest) FROM (
                SELECT count(*) AS waiting, min(accepted_at + interval '0') AS oldest
                FROM dispatcher.delivery WHERE due_at IS NOT NULL AND attempts = 0
                UNION ALL
                SELECT count(*), min(accepted_at + interval '0')
                FROM dispatcher.delivery WHERE due_at IS NOT NULL AND attempts > 0) AS parts\
            """;

    private final DataSource database;

    PostgresDeliveryBacklog(DataSource database) {
        this.database = database;
    }

    @Override
    public Waiting count() {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return count(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static Waiting count(Connection connection) throws SQLException {
        try (var patience = connection.createStatement()) {
            patience.execute(PATIENCE);
        }
        try (var statement = connection.prepareStatement(COUNT);
                var row = statement.executeQuery()) {
            row.next();
            return new Waiting(
                    row.getLong(1),
                    Optional.ofNullable(row.getObject(2, OffsetDateTime.class))
                            .map(OffsetDateTime::toInstant));
        }
    }
}
