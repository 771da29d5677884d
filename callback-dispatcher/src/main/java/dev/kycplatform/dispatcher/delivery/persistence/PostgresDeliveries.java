package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.dispatcher.delivery.Addition;
import dev.kycplatform.dispatcher.delivery.Candidate;
import dev.kycplatform.dispatcher.delivery.Deliveries;
import dev.kycplatform.dispatcher.delivery.Delivery;
import dev.kycplatform.dispatcher.delivery.DeliveryEvents;
import dev.kycplatform.dispatcher.delivery.EndedAttempt;
import dev.kycplatform.dispatcher.delivery.LaneRules;
import dev.kycplatform.dispatcher.delivery.Leases;
import dev.kycplatform.dispatcher.delivery.NewDelivery;
import dev.kycplatform.dispatcher.delivery.Recorded;
import dev.kycplatform.dispatcher.delivery.Room;
import dev.kycplatform.storage.DayPartitions;
import dev.kycplatform.storage.GroupExecutor;
import dev.kycplatform.storage.GroupExecutor.Limits;
import dev.kycplatform.storage.SqlFailures;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Deliveries in PostgreSQL: new ones and ended attempts in groups, due ones claimed in batches. */
@Singleton
class PostgresDeliveries implements Deliveries {
    private final DataSource database;
    private final ClaimDue claim;
    private final GroupExecutor<NewDelivery, Addition> adding;
    private final GroupExecutor<EndedAttempt, Recorded> recording;

    PostgresDeliveries(
            DataSource database,
            Leases leases,
            LaneRules rules,
            DeliveryEvents events,
            PostgresOutgoingEvents outgoing) {
        this.database = database;
        this.claim = new ClaimDue(leases, rules);
        this.adding =
                new GroupExecutor<>(
                        "deliveries",
                        database,
                        Limits.UNHURRIED,
                        NewDelivery::key,
                        new AddDeliveries(
                                new DayPartitions(database, "dispatcher", "delivery"),
                                leases.length()));
        this.recording =
                new GroupExecutor<>(
                        "attempts",
                        database,
                        Limits.UNHURRIED,
                        attempt -> attempt.delivery().key(),
                        new RecordAttempts(
                                new DayPartitions(database, "dispatcher", "attempt"),
                                rules,
                                events,
                                outgoing));
    }

    @PreDestroy
    void close() {
        adding.close();
        recording.close();
    }

    @Override
    public Addition add(NewDelivery delivery) {
        return adding.submitAndAwait(delivery);
    }

    @Override
    public Recorded record(EndedAttempt attempt) {
        return recording.submitAndAwait(attempt);
    }

    @Override
    public List<Delivery> claimDue(Room room, Predicate<Candidate> taker) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var claimed = claim.execute(connection, room, taker);
                connection.commit();
                return claimed;
            } finally {
                // Undoes what a failure left; after a commit there is nothing to undo.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
