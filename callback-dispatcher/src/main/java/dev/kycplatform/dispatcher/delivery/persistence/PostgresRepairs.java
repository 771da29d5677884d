package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.dispatcher.delivery.DeliveryKey;
import dev.kycplatform.dispatcher.delivery.Repair;
import dev.kycplatform.dispatcher.delivery.Repairs;
import dev.kycplatform.dispatcher.endpoint.Lane;
import dev.kycplatform.storage.SqlFailures;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Deliveries changed by hand: like everybody who writes deliveries, their lanes are locked first. */
@Singleton
class PostgresRepairs implements Repairs {
    private static final String WANTED =
            """
            unnest(?::timestamptz[], ?::text[], ?::text[]) AS w (accepted_at, webhook_id, endpoint)
            WHERE d.accepted_at = w.accepted_at AND d.webhook_id = w.webhook_id
              AND d.endpoint = w.endpoint AND (d.partner_id = ? OR ?::text IS NULL)
            """;

    private static final String LANES =
            "SELECT DISTINCT d.partner_id, d.endpoint FROM dispatcher.delivery d, " + WANTED;

    private static final String ATTEMPT =
            "UPDATE dispatcher.delivery d SET due_at = now() FROM "
                    + WANTED
                    + "AND d.state = 'pending' ";

    private static final String REPLAY =
            """
            UPDATE dispatcher.delivery d
            SET state = 'pending', due_at = now(), ended_at = NULL, attempts_before = attempts
            FROM
            """
                    + WANTED
                    + "AND d.state IN ('delivered', 'exhausted', 'gone') ";

    private static final String HOLD =
            """
            UPDATE dispatcher.delivery d SET state = 'held', due_at = NULL, held_by_operator = true
            FROM
            """
                    + WANTED
                    + "AND d.state = 'pending' ";

    private static final String RELEASE =
            """
            UPDATE dispatcher.delivery d SET state = 'pending', due_at = now(), held_by_operator = false
            FROM
            """
                    + WANTED
                    + "AND d.state = 'held' AND d.held_by_operator ";

    private static final String RETURNING = "RETURNING d.partner_id, d.endpoint";

    private static final String COMMAND =
            "INSERT INTO dispatcher.command (id, requester) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private static final String AUDIT =
            """
            INSERT INTO dispatcher.audit (at, operator, action, subject)
            VALUES (now(), ?, 'delivery.replay', ?)\
            """;

    private final DataSource database;

    PostgresRepairs(DataSource database) {
        this.database = database;
    }

    @Override
    public int apply(Repair repair, Collection<DeliveryKey> deliveries) {
        try (var connection = database.getConnection()) {
            return apply(connection, List.of(repair), deliveries, null);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void carryOut(EventId command, PartnerId requester, Collection<DeliveryKey> deliveries) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (isNew(connection, command, requester)) {
                    var changed =
                            apply(
                                    connection,
                                    List.of(Repair.ATTEMPT, Repair.REPLAY),
                                    deliveries,
                                    requester);
                    audit(connection, command, requester, changed);
                }
                connection.commit();
            } finally {
                // Undoes what a failure left; after a commit there is nothing to undo.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static boolean isNew(Connection connection, EventId command, PartnerId requester)
            throws SQLException {
        try (var statement = connection.prepareStatement(COMMAND)) {
            statement.setString(1, command.value());
            statement.setString(2, requester.value());
            return statement.executeUpdate() == 1;
        }
    }

    private static void audit(
            Connection connection, EventId command, PartnerId requester, int changed)
            throws SQLException {
        try (var statement = connection.prepareStatement(AUDIT)) {
            statement.setString(1, requester.isApp() ? requester.value() : "partner:" + requester);
            statement.setString(2, "%d deliveries: command=%s".formatted(changed, command.value()));
            statement.executeUpdate();
        }
    }

    /** In the caller's transaction. @param of whose alone; null: anybody's */
    private static int apply(
            Connection connection,
            List<Repair> repairs,
            Collection<DeliveryKey> deliveries,
            @Nullable PartnerId of)
            throws SQLException {
        if (deliveries.isEmpty()) {
            return 0;
        }
        var keys = List.copyOf(deliveries);
        var lanes = LockedLanes.lock(connection, lanes(connection, LANES, keys, of));
        int changed = 0;
        for (var repair : repairs) {
            for (var lane : lanes(connection, sql(repair) + RETURNING, keys, of)) {
                changed++;
                switch (repair) {
                    case ATTEMPT -> lanes.change(lane, state -> state.hurried(lanes.now()));
                    case REPLAY, RELEASE -> lanes.change(lane, state -> state.due(lanes.now()));
                    case HOLD -> {
                        // Nothing is due sooner; the lane may look in vain.
                    }
                }
            }
        }
        lanes.store();
        return changed;
    }

    private static String sql(Repair repair) {
        return switch (repair) {
            case ATTEMPT -> ATTEMPT;
            case REPLAY -> REPLAY;
            case HOLD -> HOLD;
            case RELEASE -> RELEASE;
        };
    }

    private static List<Lane> lanes(
            Connection connection, String sql, List<DeliveryKey> keys, @Nullable PartnerId of)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            new SqlArrays<>(connection, statement, keys, 0)
                    .times(DeliveryKey::acceptedAt)
                    .text(key -> key.webhookId().value())
                    .text(key -> key.endpoint().origin());
            var partner = Optional.ofNullable(of).map(PartnerId::value).orElse(null);
            statement.setString(4, partner);
            statement.setString(5, partner);
            var lanes = new ArrayList<Lane>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    lanes.add(LockedLanes.lane(rows));
                }
            }
            return lanes;
        }
    }
}
