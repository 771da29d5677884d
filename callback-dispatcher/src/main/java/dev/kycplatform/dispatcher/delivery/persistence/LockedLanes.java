package dev.kycplatform.dispatcher.delivery.persistence;

import static dev.kycplatform.dispatcher.delivery.persistence.SqlArrays.instant;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.dispatcher.delivery.LaneState;
import dev.kycplatform.dispatcher.delivery.Pace;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.dispatcher.endpoint.Lane;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The lanes of one transaction, locked until it ends. To be the transaction's first statements: whoever
 * writes deliveries locks their lanes first, all of them, in one order; so nobody deadlocks, and nobody
 * looks for what is due past a delivery that is not committed yet.
 */
final class LockedLanes {
    private static final String LOCK =
            """
            SELECT lane.*, now() AS now
            FROM dispatcher.lane
            JOIN unnest(?::text[], ?::text[], ?::boolean[]) AS wanted (partner_id, endpoint, is_well)
                 USING (partner_id, endpoint)
            WHERE NOT is_well OR outages > 0 OR probe_at IS NOT NULL OR failing_since IS NOT NULL
            ORDER BY partner_id, endpoint
            FOR NO KEY UPDATE OF lane\
            """;

    private static final String MAKE =
            """
            INSERT INTO dispatcher.lane (partner_id, endpoint)
            SELECT * FROM unnest(?::text[], ?::text[])
            ON CONFLICT DO NOTHING\
            """;

    private static final String UPDATE =
            """
            UPDATE dispatcher.lane l
            SET wake_at = n.wake_at, outages = n.outages, probe_at = n.probe_at,
                failing_since = n.failing_since, disabled_at = n.disabled_at,
                release_at = n.release_at, rate_per_second = n.rate_per_second,
                spent_until = n.spent_until
            FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::int[], ?::timestamptz[],
                        ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::int[],
                        ?::timestamptz[])
                 AS n (partner_id, endpoint, wake_at, outages, probe_at, failing_since, disabled_at,
                       release_at, rate_per_second, spent_until)
            WHERE l.partner_id = n.partner_id AND l.endpoint = n.endpoint\
            """;

    private final Connection connection;
    private final Instant now;
    private final Map<Lane, LaneState> stored;
    private final Map<Lane, LaneState> states;

    private LockedLanes(Connection connection, Instant now, Map<Lane, LaneState> stored) {
        this.connection = connection;
        this.now = now;
        this.stored = stored;
        this.states = new HashMap<>(stored);
    }

    /** Those that there are. */
    static LockedLanes lock(Connection connection, Collection<Lane> lanes) throws SQLException {
        return lock(connection, lanes, Set.of());
    }

    /**
     * Those that there are.
     *
     * @param well lanes of which nothing but a success will be told. Where nothing has failed that changes nothing, so
     *     they are locked, and known, only where something has
     */
    private static LockedLanes lock(Connection connection, Collection<Lane> lanes, Set<Lane> well)
            throws SQLException {
        try (var statement = connection.prepareStatement(LOCK)) {
            keys(new SqlArrays<>(connection, statement, sorted(lanes), 0))
                    .bind("bool", well::contains);
            var found = new HashMap<Lane, LaneState>();
            var now = Instant.EPOCH;
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(lane(rows), state(rows));
                    now = rows.getObject("now", OffsetDateTime.class).toInstant();
                }
            }
            return new LockedLanes(connection, now, found);
        }
    }

    /** All of them, made if need be. Nothing may have been written before. */
    static LockedLanes lockOrMake(Connection connection, Collection<Lane> lanes)
            throws SQLException {
        return lockOrMake(connection, lanes, Set.of());
    }

    /** As {@link #lockOrMake(Connection, Collection)}, but those that are well only where something has failed. */
    static LockedLanes lockOrMake(Connection connection, Collection<Lane> lanes, Set<Lane> well)
            throws SQLException {
        var locked = lock(connection, lanes, well);
        if (lanes.stream().allMatch(lane -> well.contains(lane) || locked.find(lane).isPresent())) {
            return locked;
        }
        // Made ahead of every lock, or two who make each other's lanes would wait for each other.
        connection.rollback();
        try (var statement = connection.prepareStatement(MAKE)) {
            keys(new SqlArrays<>(connection, statement, sorted(lanes), 0));
            statement.executeUpdate();
        }
        return lock(connection, lanes, well);
    }

    /** The transaction's time, by the database's clock. */
    Instant now() {
        return now;
    }

    Collection<Lane> lanes() {
        return List.copyOf(stored.keySet());
    }

    Optional<LaneState> find(Lane lane) {
        return Optional.ofNullable(states.get(lane));
    }

    LaneState state(Lane lane) {
        return find(lane).orElseThrow(() -> new IllegalStateException("this lane is not locked"));
    }

    void change(Lane lane, UnaryOperator<LaneState> change) {
        states.put(lane, change.apply(state(lane)));
    }

    /** Writes what has changed. */
    void store() throws SQLException {
        var changed =
                states.entrySet().stream()
                        .filter(entry -> !entry.getValue().equals(stored.get(entry.getKey())))
                        .toList();
        if (changed.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(UPDATE)) {
            new SqlArrays<>(connection, statement, changed, 0)
                    .text(entry -> entry.getKey().partnerId().value())
                    .text(entry -> entry.getKey().endpoint().origin())
                    .times(entry -> entry.getValue().wakeAt().orElse(null))
                    .bind("int4", entry -> entry.getValue().outages())
                    .times(entry -> entry.getValue().probeAt().orElse(null))
                    .times(entry -> entry.getValue().failingSince().orElse(null))
                    .times(entry -> entry.getValue().disabledAt().orElse(null))
                    .times(entry -> entry.getValue().releaseAt().orElse(null))
                    .bind("int4", entry -> entry.getValue().pace().perSecond().orElse(null))
                    .times(entry -> entry.getValue().pace().spentUntil().orElse(null));
            statement.executeUpdate();
        }
    }

    static SqlArrays<Lane> keys(SqlArrays<Lane> columns) throws SQLException {
        return columns.text(lane -> lane.partnerId().value())
                .text(lane -> lane.endpoint().origin());
    }

    static Lane lane(ResultSet row) throws SQLException {
        return new Lane(
                new PartnerId(row.getString("partner_id")),
                new Endpoint(row.getString("endpoint")));
    }

    static LaneState state(ResultSet row) throws SQLException {
        return new LaneState(
                time(row, "wake_at"),
                row.getInt("outages"),
                time(row, "probe_at"),
                time(row, "failing_since"),
                time(row, "disabled_at"),
                time(row, "release_at"),
                new Pace(
                        Optional.ofNullable(row.getObject("rate_per_second", Integer.class)),
                        time(row, "spent_until")));
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(instant(row.getObject(column, OffsetDateTime.class)));
    }

    private static List<Lane> sorted(Collection<Lane> lanes) {
        return List.copyOf(new TreeSet<>(lanes));
    }
}
