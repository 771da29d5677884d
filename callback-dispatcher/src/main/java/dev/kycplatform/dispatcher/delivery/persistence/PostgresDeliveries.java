package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.dispatcher.delivery.Deliveries;
import dev.kycplatform.dispatcher.delivery.Delivery;
import dev.kycplatform.dispatcher.delivery.EndedAttempt;
import dev.kycplatform.dispatcher.delivery.Leases;
import dev.kycplatform.dispatcher.delivery.NewDelivery;
import dev.kycplatform.dispatcher.delivery.Room;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.storage.DayPartitions;
import dev.kycplatform.storage.GroupExecutor;
import dev.kycplatform.storage.GroupExecutor.Limits;
import dev.kycplatform.storage.SqlFailures;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Deliveries in PostgreSQL: new ones and ended attempts in groups, due ones claimed in batches. */
@Singleton
class PostgresDeliveries implements Deliveries {
    private final DataSource database;
    private final ClaimDue claim;
    private final GroupExecutor<NewDelivery, Boolean> adding;
    private final GroupExecutor<EndedAttempt, Boolean> recording;

    PostgresDeliveries(DataSource database, Leases leases) {
        this.database = database;
        this.claim = new ClaimDue(leases);
        this.adding =
                new GroupExecutor<>(
                        "deliveries",
                        database,
                        Limits.DEFAULT,
                        NewDelivery::key,
                        new AddDeliveries(
                                new DayPartitions(database, "dispatcher", "delivery"),
                                leases.length()));
        this.recording =
                new GroupExecutor<>(
                        "attempts",
                        database,
                        Limits.DEFAULT,
                        attempt -> attempt.delivery().key(),
                        new RecordAttempts(new DayPartitions(database, "dispatcher", "attempt")));
    }

    @PreDestroy
    void close() {
        adding.close();
        recording.close();
    }

    @Override
    public boolean add(NewDelivery delivery) {
        return adding.submitAndAwait(delivery);
    }

    @Override
    public boolean record(EndedAttempt attempt) {
        return recording.submitAndAwait(attempt);
    }

    @Override
    public List<Delivery> claimDue(Room room, Set<Endpoint> except) {
        try (var connection = database.getConnection()) {
            return claim.execute(connection, room, except);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void postpone(Collection<Delivery> deliveries, Duration wait) {
        try (var connection = database.getConnection()) {
            Postponement.execute(connection, List.copyOf(deliveries), wait);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
