package dev.kycplatform.worker.parking.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Whatever the table held when a plan was made, here nothing at all, it finds rows by an index: plans are kept, and
 * an outage fills the table faster than statistics follow.
 */
@QuarkusTest
class ParkedJobPlansIT {
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

    private String plan(String sql, Object... parameters) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("EXPLAIN " + sql)) {
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
