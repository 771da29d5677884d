package dev.kycplatform.flow.webhook.persistence;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.flow.webhook.WebhookFilter;
import dev.kycplatform.flow.webhook.WebhookLog;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * One search as a statement. The keys of the webhooks that fit are found first, few of them and by an index; what rests
 * sealed is read for those of the page alone.
 *
 * @param arguments in the order of the statement's parameters
 */
record WebhookSearch(String sql, List<Object> arguments) {
    /** Which delivery is a webhook's: its endpoint ends in the endpoint's id. */
    private static final String DELIVERY =
            """
            dispatcher.delivery_v1 d ON d.accepted_at = w.accepted_at AND d.webhook_id = w.webhook_id
                AND d.partner_id = ? AND split_part(d.endpoint, '#', 2) = w.endpoint_id\
            """;

    /** One row at least: the total, beside nothing if the page has none. */
    private static final String PAGE =
            """
            WITH fitting AS MATERIALIZED (%s),
                 page AS (SELECT * FROM fitting w ORDER BY %s LIMIT ? OFFSET ?)
            SELECT total, w.accepted_at, w.webhook_id, w.endpoint_id, w.event_type, w.event_uuid, w.app_handle, w.verification_id,
                   w.user_handle, w.address, w.body,
                   d.endpoint, d.state, d.attempts, d.next_attempt_at, d.ended_at
            FROM (SELECT count(*) AS total FROM fitting) AS counted
            LEFT JOIN (page JOIN flow.webhook w USING (accepted_at, webhook_id, endpoint_id)
                       LEFT JOIN %s) ON true
            ORDER BY %s\
            """;

    static WebhookSearch of(WebhookFilter filter, int skipped, int most) {
        var arguments = new ArrayList<>();
        var partner = PartnerId.ofApp(filter.app().value()).value();
        var order = order(filter);
        var fitting = keys(filter, order, arguments);
        if (filter.isDelivered().isPresent()) {
            fitting =
                    "SELECT w.* FROM (%s) w LEFT JOIN %s WHERE (d.state = 'delivered') IS %s TRUE"
                            .formatted(fitting, DELIVERY, filter.isDelivered().get() ? "" : "NOT");
            arguments.add(partner);
        }
        arguments.add(most);
        arguments.add(skipped);
        arguments.add(partner);
        return new WebhookSearch(
                PAGE.formatted(fitting, order, DELIVERY, order), List.copyOf(arguments));
    }

    private static String keys(WebhookFilter filter, String order, List<Object> arguments) {
        var sql =
                new StringBuilder(
                        "SELECT accepted_at, webhook_id, endpoint_id FROM flow.webhook w WHERE app_handle = ?");
        arguments.add(filter.app().value());
        filter.eventUuid()
                .ifPresent(
                        uuid -> {
                            sql.append(" AND event_uuid = ?");
                            arguments.add(uuid);
                        });
        filter.eventType()
                .ifPresent(
                        type -> {
                            sql.append(" AND event_type = ?");
                            arguments.add(type);
                        });
        filter.user()
                .ifPresent(
                        user -> {
                            sql.append(" AND user_handle = ?");
                            arguments.add(user.value());
                        });
        filter.endpoints()
                .ifPresent(
                        ids -> {
                            sql.append(" AND endpoint_id = ANY (?)");
                            arguments.add(ids.toArray(String[]::new));
                        });
        filter.from().ifPresent(from -> time(sql, arguments, ">=", from));
        filter.until().ifPresent(until -> time(sql, arguments, "<", until));
        return sql.append(" ORDER BY ")
                .append(order)
                .append(" LIMIT ")
                .append(WebhookLog.MOST_SEARCHED)
                .toString();
    }

    private static void time(
            StringBuilder sql, List<Object> arguments, String comparison, Instant time) {
        sql.append(" AND accepted_at ").append(comparison).append(" ?");
        arguments.add(time.atOffset(ZoneOffset.UTC));
    }

    private static String order(WebhookFilter filter) {
        var direction = filter.isOldestFirst() ? "" : " DESC";
        return "w.accepted_at%1$s, w.webhook_id%1$s, w.endpoint_id%1$s".formatted(direction);
    }
}
