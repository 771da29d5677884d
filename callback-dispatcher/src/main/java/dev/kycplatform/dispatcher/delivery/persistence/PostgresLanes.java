package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.dispatcher.delivery.LaneState;
import dev.kycplatform.dispatcher.delivery.Lanes;
import dev.kycplatform.dispatcher.endpoint.Lane;
import dev.kycplatform.storage.SqlFailures;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Lanes in PostgreSQL. */
@Singleton
class PostgresLanes implements Lanes {
    private final DataSource database;

    PostgresLanes(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<LaneState> find(Lane lane) {
        try (var connection = database.getConnection()) {
            return LockedLanes.lock(connection, List.of(lane)).find(lane);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public boolean enable(Lane lane) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var locked = LockedLanes.lock(connection, List.of(lane));
                if (locked.find(lane).isEmpty()) {
                    return false;
                }
                locked.change(lane, state -> state.enabled(locked.now()));
                locked.store();
                connection.commit();
                return true;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
