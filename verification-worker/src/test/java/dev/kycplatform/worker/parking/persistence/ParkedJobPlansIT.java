package dev.kycplatform.worker.parking.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Whatever the table held when a plan was made, here nothing at all, it finds rows by an index: plans are kept, and
 * an outage fills the table faster than statistics follow.
 */
@QuarkusTest
class ParkedJobPlansIT {
    /** Of the statement as a whole. */
    private static final Pattern BUFFERS =
            Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");

    private static final Pattern TIME = Pattern.compile("Execution Time: ([0-9.]+) ms");

    private static final String FILL =
            """
            INSERT INTO worker.parked_job (
                partner_id, job_id, accepted_at, authority, cause, attempts, due_at, is_ready, deadline_at, event)
            SELECT '001', 'job-' || n, now(), 'plans', 'no_slot', 0, now(), true,
                   now() + n * interval '1 millisecond', decode(repeat('00', 1000), 'hex')
            FROM generate_series(?, ?) n\
            """;

    /** In one statement; a million would take longer than the worker's connections wait for one. */
    private static final int LOT = 20_000;

    @Inject DataSource database;

    @Test
    void claimsReadWhatIsReadyInTheOrderOfDeadlines() throws SQLException {
        var plan =
                plan(
                        ParkedJobStatements.CLAIM,
                        new String[] {"a"},
                        new String[] {"001"},
                        new Integer[] {10},
                        new Boolean[] {false},
                        UUID.randomUUID(),
                        1000L);

        assertThat(plan)
                .contains("Index Scan using parked_job_ready")
                .contains("Index Scan using parked_job_pkey")
                .doesNotContain("Seq Scan on parked_job")
                .doesNotContain("Sort");
    }

    @Test
    void queuesAreFoundByGoingFromOneToTheNext() throws SQLException {
        assertThat(plan(ParkedJobStatements.QUEUES, 10))
                .containsPattern("Index (Only )?Scan using parked_job_ready")
                .doesNotContain("Seq Scan on parked_job");
    }

    @Test
    void whatIsDueIsFoundInItsOwnIndex() throws SQLException {
        assertThat(plan(ParkedJobStatements.WAKE_DUE, 10))
                .contains("Index Scan using parked_job_due")
                .doesNotContain("Seq Scan on parked_job");
    }

    @Test
    void expiredLeasesAreFoundInTheirOwnIndex() throws SQLException {
        assertThat(plan(ParkedJobStatements.WAKE_EXPIRED, 10))
                .contains("Index Scan using parked_job_leased")
                .doesNotContain("Seq Scan on parked_job");
    }

    @Test
    void removalsLookRowsUpByTheirKey() throws SQLException {
        assertThat(
                        plan(
                                ParkedJobStatements.REMOVE,
                                new String[] {"001"},
                                new String[] {"job"},
                                new UUID[] {UUID.randomUUID()}))
                .contains("Index Scan using parked_job_pkey")
                .doesNotContain("Seq Scan on parked_job");
    }

    /**
     * Pages, not time, which is printed only: {@code parked.rows} says how many are parked, a million with {@code
     * -Pextended}.
     */
    @Test
    void claimsReadAsMuchOfAMillionAsOfAThousand() throws SQLException {
        var rows = Integer.getInteger("parked.rows", 20_000);

        var ofFew = claims(1000);
        var ofMany = claims(rows);

        System.out.printf(
                "a claim of 50: %d pages, %.2f ms of 1,000 parked jobs; %d pages, %.2f ms of %,d%n",
                ofFew.pages(), ofFew.millis(), ofMany.pages(), ofMany.millis(), rows);
        assertThat(ofMany.pages()).isLessThanOrEqualTo(ofFew.pages() * 3 / 2);
    }

    /** @param millis of the median */
    private record Cost(long pages, double millis) {}

    /**
     * A claim after another, up to all of a thousand. In a transaction that is rolled back, so that nobody else sees
     * the rows.
     */
    private Cost claims(int parked) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(FILL)) {
            connection.setAutoCommit(false);
            try {
                for (int first = 1; first <= parked; first += LOT) {
                    insert.setInt(1, first);
                    insert.setInt(2, Math.min(parked, first + LOT - 1));
                    insert.executeUpdate();
                }
                var pages = new ArrayList<Long>();
                var millis = new ArrayList<Double>();
                for (int i = 0; i < 20; i++) {
                    var plan = claim(connection);
                    pages.add(pages(plan));
                    millis.add(millis(plan));
                }
                Collections.sort(millis);
                return new Cost(Collections.max(pages), millis.get(millis.size() / 2));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static String claim(Connection connection) throws SQLException {
        return plan(
                connection,
                "EXPLAIN (ANALYZE, BUFFERS) " + ParkedJobStatements.CLAIM,
                new String[] {"plans"},
                new String[] {"001"},
                new Integer[] {50},
                new Boolean[] {false},
                UUID.randomUUID(),
                1000L);
    }

    private static long pages(String plan) {
        var buffers = BUFFERS.matcher(plan);
        assertThat(buffers.find()).as(plan).isTrue();
        return Long.parseLong(buffers.group(1))
                + (buffers.group(2) == null ? 0 : Long.parseLong(buffers.group(2)));
    }

    private static double millis(String plan) {
        var time = TIME.matcher(plan);
        assertThat(time.find()).as(plan).isTrue();
        return Double.parseDouble(time.group(1));
    }

    private String plan(String sql, Object... parameters) throws SQLException {
        try (var connection = database.getConnection()) {
            return plan(connection, "EXPLAIN " + sql, parameters);
        }
    }

    private static String plan(Connection connection, String sql, Object... parameters)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            var plan = new StringBuilder();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
