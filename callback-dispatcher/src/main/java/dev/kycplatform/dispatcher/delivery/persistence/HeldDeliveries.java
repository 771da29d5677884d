package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.dispatcher.delivery.LaneRules;
import dev.kycplatform.dispatcher.endpoint.Lane;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds what waits in disabled lanes and lets it go when they are enabled again, a few at a time. */
final class HeldDeliveries {
    /** What is left is held at the next look, which is when the first of it is due. */
    private static final int MOST_HELD_AT_ONCE = 500;

    /** An attempt in flight ends first; one whose lease has ended is nobody's. */
    private static final String HOLD =
            """
            UPDATE dispatcher.delivery d
            SET state = 'held', due_at = NULL, lease_token = NULL
            FROM unnest(?::text[], ?::text[]) AS lane (partner_id, endpoint)
            CROSS JOIN LATERAL (
                SELECT w.accepted_at, w.webhook_id
                FROM dispatcher.delivery w
                WHERE w.partner_id = lane.partner_id AND w.endpoint = lane.endpoint
                  AND w.due_at IS NOT NULL AND w.attempts %s 0
                  AND (w.state = 'pending' OR w.due_at <= now())
                ORDER BY w.due_at LIMIT ?
                FOR UPDATE SKIP LOCKED) waiting
            WHERE d.accepted_at = waiting.accepted_at AND d.webhook_id = waiting.webhook_id
              AND d.endpoint = lane.endpoint
            RETURNING d.partner_id, d.endpoint\
            """;

    private static final String RELEASE =
            """
            UPDATE dispatcher.delivery d
            SET state = 'pending', due_at = now()
            FROM unnest(?::text[], ?::text[]) AS lane (partner_id, endpoint)
            CROSS JOIN LATERAL (
                SELECT h.accepted_at, h.webhook_id
                FROM dispatcher.delivery h
                WHERE h.partner_id = lane.partner_id AND h.endpoint = lane.endpoint
                  AND h.state = 'held' AND NOT h.held_by_operator
                ORDER BY h.accepted_at LIMIT ?
                FOR UPDATE SKIP LOCKED) held
            WHERE d.accepted_at = held.accepted_at AND d.webhook_id = held.webhook_id
              AND d.endpoint = lane.endpoint
            RETURNING d.partner_id, d.endpoint\
            """;

    private HeldDeliveries() {}

    static void hold(Connection connection, LockedLanes lanes) throws SQLException {
        var disabled =
                lanes.lanes().stream().filter(lane -> lanes.state(lane).isDisabled()).toList();
        if (!disabled.isEmpty()) {
            execute(connection, HOLD.formatted("="), disabled, MOST_HELD_AT_ONCE);
            execute(connection, HOLD.formatted(">"), disabled, MOST_HELD_AT_ONCE);
        }
    }

    static void release(Connection connection, LockedLanes lanes, LaneRules rules)
            throws SQLException {
        var due =
                lanes.lanes().stream()
                        .filter(lane -> lanes.state(lane).isToRelease(lanes.now()))
                        .toList();
        if (due.isEmpty()) {
            return;
        }
        var released = execute(connection, RELEASE, due, rules.releasedAtOnce());
        for (var lane : due) {
            var isAll = released.getOrDefault(lane, 0) < rules.releasedAtOnce();
            lanes.change(lane, state -> state.released(isAll, lanes.now()));
        }
    }

    /** @return how many rows of each lane it was */
    private static Map<Lane, Integer> execute(
            Connection connection, String sql, List<Lane> lanes, int most) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            LockedLanes.keys(new SqlArrays<>(connection, statement, lanes, 0));
            statement.setInt(3, most);
            var counts = new HashMap<Lane, Integer>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.merge(LockedLanes.lane(rows), 1, Integer::sum);
                }
            }
            return counts;
        }
    }
}
