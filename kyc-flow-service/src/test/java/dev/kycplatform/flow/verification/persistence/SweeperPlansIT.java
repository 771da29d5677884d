package dev.kycplatform.flow.verification.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestUser;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What the sweeper reads, whatever the table held when the plan was made: a service keeps a plan while its table grows. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class SweeperPlansIT {
    /** Of the statement as a whole. */
    private static final Pattern BUFFERS =
            Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");

    private static final Pattern TIME = Pattern.compile("Execution Time: ([0-9.]+) ms");

    /** Long before every other test's, so that these alone are due by then. */
    private static final Instant DUE = Instant.parse("2001-01-01T00:00:00Z");

    /** Before that: a sweep passes over no row that was taken back. */
    private static final Instant DUE_EARLIER = Instant.parse("2000-01-01T00:00:00Z");

    private static final String FILL =
            """
            INSERT INTO flow.verification
                (verification_id, version, entity_id, app_handle, user_handle, business, flow_id, contract, checks,
                 requested_at, updated_at, status, status_at, failure, tries, documents, answered, tags, reasons, score,
                 due_at)
            SELECT uuidv7(), 1, e.entity_id, e.app_handle, e.handle, false, f.flow_id, 'ADVANCED', '{name}',
                   now(), now(), ?, now(), ?, 1, 0, true, '{}', '', 0, ?::timestamptz - n * interval '1 second'
            FROM flow.entity e
            JOIN flow.flow f ON f.app_handle = e.app_handle AND f.kyc_level = 'KYC-STANDARD'
            CROSS JOIN generate_series(1, ?) n
            WHERE e.app_handle = ? AND e.handle = ?\
            """;

    private static final String SWEEP =
            PanacheVerifications.LOCK_OVERDUE.replace(":now", "?").replace(":most", "?");

    @Inject DataSource database;

    @Test
    void theSweeperFindsWhatIsDueByItsOwnIndexInItsOwnOrder() throws SQLException {
        try (var connection = database.getConnection()) {
            assertThat(plan(connection, "EXPLAIN " + SWEEP, DUE))
                    .contains("Index Scan using verification_due")
                    .doesNotContain("Seq Scan")
                    .doesNotContain("Sort");
        }
    }

    /** Pages, not time: {@code ended.rows} says how many have ended, ten million with {@code -Pextended}. */
    @Test
    void aSweepReadsAsMuchHoweverManyVerificationsHaveEnded() throws SQLException {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var rows = Integer.getInteger("ended.rows", 20_000);

        var amongFew = sweep(user, 100, DUE);
        var amongMany = sweep(user, rows, DUE_EARLIER);

        System.out.printf(
                "a sweep of 100 touches %d pages in %s ms beside 100 ended verifications, %d in %s ms beside %,d%n",
                amongFew.pages(),
                amongFew.milliseconds(),
                amongMany.pages(),
                amongMany.milliseconds(),
                rows);
        assertThat(amongMany.pages()).isLessThanOrEqualTo(amongFew.pages() * 3 / 2);
    }

    private record Cost(long pages, String milliseconds) {}

    /** In a transaction that is rolled back, so that nobody else sees the rows. */
    private static Cost sweep(TestUser user, int ended, Instant due) throws SQLException {
        try (var connection = DriverManager.getConnection(TestServers.adminJdbcUrl())) {
            connection.setAutoCommit(false);
            try {
                likeTheService(connection);
                fill(connection, user, ended, Optional.empty());
                fill(connection, user, 100, Optional.of(due));
                var plan = plan(connection, "EXPLAIN (ANALYZE, BUFFERS) " + SWEEP, due);
                var buffers = BUFFERS.matcher(plan);
                var time = TIME.matcher(plan);
                assertThat(buffers.find() && time.find()).as(plan).isTrue();
                assertThat(plan).contains("rows=100");
                return new Cost(
                        Long.parseLong(buffers.group(1))
                                + (buffers.group(2) == null ? 0 : Long.parseLong(buffers.group(2))),
                        time.group(1));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Plans as the service's own connections do, but may take as long as it takes to fill the table. */
    private static void likeTheService(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL enable_seqscan = off");
            statement.execute("SET LOCAL enable_bitmapscan = off");
            // All rows refer to the same two: checking that for each would take longer than writing
            // them.
            statement.execute("SET LOCAL session_replication_role = replica");
        }
    }

    /** @param due of the last; empty: they have ended */
    private static void fill(Connection connection, TestUser user, int count, Optional<Instant> due)
            throws SQLException {
        try (var statement = connection.prepareStatement(FILL)) {
            statement.setString(1, due.isPresent() ? "REVIEW" : "FAILED");
            statement.setString(2, due.isPresent() ? null : "DENIED");
            statement.setObject(3, due.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
            statement.setInt(4, count);
            statement.setString(5, user.app().handle());
            statement.setString(6, user.handle());
            assertThat(statement.executeUpdate()).isEqualTo(count);
        }
    }

    private static String plan(Connection connection, String sql, Instant due) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, due.atOffset(ZoneOffset.UTC));
            statement.setInt(2, 100);
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
