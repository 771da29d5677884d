package dev.kycplatform.worker.usage.persistence;

import dev.kycplatform.storage.SqlFailures;
import dev.kycplatform.worker.usage.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import javax.sql.DataSource;

/** {@code worker.usage}: what is counted and up to when changes in one transaction, so nothing is counted twice. */
@ApplicationScoped
class JdbcUsage implements Usage {
    private static final double MILLIS = 1000;

    /** By the database's clock, which the results' own time is from. */
    private static final String NEXT =
            """
            SELECT since, least(whole, latest) AS until, whole < latest AS is_more FROM (
                SELECT recorded_at AS since, recorded_at + make_interval(secs => ?) AS whole,
                       now() - make_interval(secs => ?) AS latest
                FROM worker.usage_watermark FOR UPDATE SKIP LOCKED) w\
            """;

    private static final String COUNT =
            """
            INSERT INTO worker.usage AS u (day, partner_id, country, id_type, lane, result_code, jobs)
            SELECT (recorded_at AT TIME ZONE 'UTC')::date, partner_id, country, id_type, lane, result_code, count(*)
            FROM worker.result WHERE recorded_at >= ? AND recorded_at < ?
            GROUP BY 1, 2, 3, 4, 5, 6
            ON CONFLICT (day, partner_id, country, id_type, lane, result_code)
            DO UPDATE SET jobs = u.jobs + EXCLUDED.jobs\
            """;

    private static final String ADVANCE = "UPDATE worker.usage_watermark SET recorded_at = ?";

    private static final String REPORT =
            """
            SELECT partner_id, country, id_type, lane, result_code, sum(jobs) AS jobs
            FROM worker.usage WHERE day >= ? AND day < ? AND (partner_id = ? OR ?::text IS NULL)
            GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5\
            """;

    private final DataSource database;

    JdbcUsage(DataSource database) {
        this.database = database;
    }

    private record Range(OffsetDateTime since, OffsetDateTime until, boolean isMore) {}

    @Override
    public boolean count(Duration window, Duration behind) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var next = next(connection, window, behind);
                if (next.isEmpty()) {
                    return false;
                }
                count(connection, next.get());
                connection.commit();
                return next.get().isMore();
            } finally {
                // Undoes what a failure left; after a commit there is nothing to undo.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static Optional<Range> next(Connection connection, Duration window, Duration behind)
            throws SQLException {
        try (var select = connection.prepareStatement(NEXT)) {
            select.setDouble(1, window.toMillis() / MILLIS);
            select.setDouble(2, behind.toMillis() / MILLIS);
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                var range =
                        new Range(
                                row.getObject("since", OffsetDateTime.class),
                                row.getObject("until", OffsetDateTime.class),
                                row.getBoolean("is_more"));
                return range.since().isBefore(range.until())
                        ? Optional.of(range)
                        : Optional.empty();
            }
        }
    }

    private static void count(Connection connection, Range range) throws SQLException {
        try (var insert = connection.prepareStatement(COUNT);
                var advance = connection.prepareStatement(ADVANCE)) {
            insert.setObject(1, range.since());
            insert.setObject(2, range.until());
            insert.executeUpdate();
            advance.setObject(1, range.until());
            advance.executeUpdate();
        }
    }

    @Override
    public Report report(LocalDate from, LocalDate until, Optional<String> partner) {
        try (var connection = database.getConnection()) {
            // Before the lines: what is counted in between is more than is said, never less.
            var countedUntil = countedUntil(connection);
            try (var select = connection.prepareStatement(REPORT)) {
                select.setObject(1, from);
                select.setObject(2, until);
                select.setString(3, partner.orElse(null));
                select.setString(4, partner.orElse(null));
                var lines = new ArrayList<Line>();
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        lines.add(
                                new Line(
                                        row.getString("partner_id"),
                                        row.getString("country"),
                                        row.getString("id_type"),
                                        row.getString("lane"),
                                        row.getString("result_code"),
                                        row.getLong("jobs")));
                    }
                }
                return new Report(countedUntil, lines);
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static Instant countedUntil(Connection connection) throws SQLException {
        try (var select =
                        connection.prepareStatement(
                                "SELECT recorded_at FROM worker.usage_watermark");
                var row = select.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toInstant();
        }
    }
}
