package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The SQL of {@code docs/operations.md} as it stands there, run by the roles that it names on rows that are old enough, in
 * transactions that nobody else sees anything of.
 */
class OperationsGuideIT {
    private static final Path GUIDE = Path.of("../docs/operations.md");

    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();
    private final String job = partner.newJobId();

    @BeforeEach
    void aJobOfToday() {
        partner.submit(partner.job(job, "KE", "NATIONAL_ID", "00000000", inbox.url()));
        await("its result")
                .atMost(Duration.ofSeconds(60))
                .until(() -> partner.status(job, "user-1").body().path("job_complete").asBoolean());
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void dropsTheResultsOfADayAndNoOthers() throws Exception {
        try (var database = as("kyc_worker")) {
            for (var table : new String[] {"worker.result", "worker.attempt"}) {
                run(
                        database,
                        """
                        CREATE TABLE %1$s_20260131 PARTITION OF %1$s
                        FOR VALUES FROM ('2026-01-31 00:00:00+00') TO ('2026-02-01 00:00:00+00')\
                        """
                                .formatted(table));
            }
            run(
                    database,
                    """
                    CREATE TEMPORARY TABLE old ON COMMIT DROP AS SELECT * FROM worker.result WHERE job_id = '%s';
                    UPDATE old SET accepted_at = '2026-01-31 12:00:00+00';
                    INSERT INTO worker.result SELECT * FROM old\
                    """
                            .formatted(job));
            assertThat(results(database)).isEqualTo(2);

            run(database, sql("DROP TABLE"));

            assertThat(results(database)).isEqualTo(1);
            assertThat(
                            number(
                                    database,
                                    "SELECT count(*) FROM pg_class WHERE relname LIKE '%\\_20260131'"))
                    .isZero();
            database.rollback();
        }
    }

    @Test
    void deletesOldClaimsAndNoOthers() throws Exception {
        try (var database = as("kyc_intake")) {
            var claims = "SELECT count(*) FROM intake.claim";
            var all = number(database, claims);
            run(
                    database,
                    """
                    INSERT INTO intake.claim (partner_id, job_id, lane, content_hash, user_hash, accepted_at)
                    SELECT '0', 'old-' || n, 'ASYNC', '', '', now() - interval '14 months'
                    FROM generate_series(1, 200) n\
                    """);

            run(database, sql("DELETE FROM intake.claim"));

            assertThat(number(database, claims)).isEqualTo(all);
            assertThat(number(database, claims + " WHERE partner_id = '0'")).isZero();
            database.rollback();
        }
    }

    private long results(Connection database) throws SQLException {
        return number(
                database, "SELECT count(*) FROM worker.result WHERE job_id = '%s'".formatted(job));
    }

    /** The one block of SQL that says this. */
    private static String sql(String saying) throws IOException {
        var blocks =
                Arrays.stream(Files.readString(GUIDE).split("```sql\n", -1))
                        .skip(1)
                        .map(block -> block.substring(0, block.indexOf("```")))
                        .filter(block -> block.contains(saying))
                        .toList();
        assertThat(blocks).as(saying).hasSize(1);
        return blocks.getFirst();
    }

    private static Connection as(String role) throws SQLException {
        var database = Platform.database();
        database.setAutoCommit(false);
        run(database, "SET LOCAL ROLE " + role);
        return database;
    }

    private static void run(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
