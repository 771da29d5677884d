package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.dispatcher.delivery.DeliveryEvents;
import dev.kycplatform.dispatcher.delivery.LaneChange;
import dev.kycplatform.dispatcher.delivery.LaneState;
import dev.kycplatform.dispatcher.delivery.Lanes;
import dev.kycplatform.dispatcher.endpoint.Lane;
import dev.kycplatform.storage.SqlFailures;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.sql.DataSource;

/** Lanes in PostgreSQL. */
@Singleton
class PostgresLanes implements Lanes {
    private static final String LIST =
            """
            SELECT * FROM dispatcher.lane
            WHERE (partner_id = ? OR ?::text IS NULL) AND (partner_id, endpoint) > (?, ?)
            %s
            ORDER BY partner_id, endpoint LIMIT ?\
            """;

    private static final String IN_TROUBLE =
            "AND (disabled_at IS NOT NULL OR probe_at IS NOT NULL)";

    private static final String TROUBLES =
            """
            SELECT count(*) FILTER (WHERE disabled_at IS NULL) AS cut_off,
                   count(disabled_at) AS disabled
            FROM dispatcher.lane WHERE disabled_at IS NOT NULL OR probe_at IS NOT NULL\
            """;

    private final DataSource database;
    private final DeliveryEvents events;
    private final PostgresOutgoingEvents outgoing;

    PostgresLanes(DataSource database, DeliveryEvents events, PostgresOutgoingEvents outgoing) {
        this.database = database;
        this.events = events;
        this.outgoing = outgoing;
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
    public List<Listed> list(
            Optional<PartnerId> partner, boolean onlyInTrouble, Optional<Lane> after, int most) {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                LIST.formatted(onlyInTrouble ? IN_TROUBLE : ""))) {
            var id = partner.map(PartnerId::value).orElse(null);
            statement.setString(1, id);
            statement.setString(2, id);
            statement.setString(3, after.map(lane -> lane.partnerId().value()).orElse(""));
            statement.setString(4, after.map(lane -> lane.endpoint().origin()).orElse(""));
            statement.setInt(5, most);
            var found = new ArrayList<Listed>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new Listed(LockedLanes.lane(rows), LockedLanes.state(rows)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public Optional<LaneState> change(Lane lane, BiFunction<LaneState, Instant, LaneState> change) {
        try (var connection = database.getConnection()) {
            var locked = LockedLanes.lock(connection, List.of(lane));
            var before = locked.find(lane);
            if (before.isEmpty()) {
                return before;
            }
            locked.change(lane, state -> change.apply(state, locked.now()));
            var after = locked.state(lane);
            var told =
                    LaneChange.between(before.get(), after)
                            .map(one -> events.changed(lane, one, locked.now()));
            if (told.isPresent()) {
                outgoing.add(connection, List.of(told.get()));
            }
            locked.store();
            return Optional.of(after);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public Troubles troubles() {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(TROUBLES);
                var rows = statement.executeQuery()) {
            rows.next();
            return new Troubles(rows.getLong("cut_off"), rows.getLong("disabled"));
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
