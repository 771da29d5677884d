package dev.kycplatform.dispatcher.delivery.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.dispatcher.Neighbours;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However many days are kept, what is done for each group of callbacks leaves out those before the group's own. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "dispatcher"))
class DayPlansIT {
    private static final LocalDate FIRST_DAY = LocalDate.of(2001, 1, 1);
    private static final int DAYS = 20;
    private static final OffsetDateTime FIRST_WANTED = midnightOf(DAYS - 2);
    private static final Pattern DAY = Pattern.compile("\\b(?:delivery|kept)_(200101\\d{2})\\b");

    private Connection admin;

    /** In a transaction that is rolled back, so that nobody else sees the days. */
    @BeforeEach
    void keepDays() throws SQLException {
        Neighbours.makeWorkersView();
        admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
        admin.setAutoCommit(false);
        try (var statement = admin.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE worker.kept (LIKE worker.result, UNIQUE (accepted_at, partner_id, job_id))
                        PARTITION BY RANGE (accepted_at);
                    CREATE OR REPLACE VIEW worker.result_v1 AS
                        SELECT *, callback IS NOT NULL AS callback_owed FROM worker.kept""");
            for (int i = 0; i < DAYS; i++) {
                makeDay("worker.kept", i);
                makeDay("dispatcher.delivery", i);
            }
        }
    }

    private void makeDay(String table, int number) throws SQLException {
        var day = FIRST_DAY.plusDays(number);
        try (var statement = admin.createStatement()) {
            statement.execute(
                    "CREATE TABLE %s_%s PARTITION OF %1$s FOR VALUES FROM ('%s 00:00Z') TO ('%s 00:00Z')"
                            .formatted(table, name(number), day, day.plusDays(1)));
        }
    }

    @AfterEach
    void forgetDays() throws SQLException {
        admin.rollback();
        admin.close();
    }

    @Test
    void resultsAreLookedForInTheirDays() throws SQLException {
        var references = new Object[] {times(), texts(), texts(), FIRST_WANTED};

        assertThat(days(PostgresResults.FIND, references))
                .containsExactlyInAnyOrder(name(DAYS - 2), name(DAYS - 1));
        assertThat(days(PostgresResults.CONTENT, references))
                .containsExactlyInAnyOrder(name(DAYS - 2), name(DAYS - 1));
    }

    @Test
    void endedAttemptsAreRecordedInTheirDays() throws SQLException {
        var tokens = new UUID[] {UUID.randomUUID(), UUID.randomUUID()};
        var numbers = new Integer[] {1, 1};

        assertThat(
                        days(
                                RecordAttempts.UPDATE,
                                times(),
                                texts(),
                                texts(),
                                tokens,
                                texts(),
                                numbers,
                                new Long[] {1L, 1L},
                                times(),
                                times(),
                                numbers,
                                FIRST_WANTED))
                .containsExactlyInAnyOrder(name(DAYS - 2), name(DAYS - 1));
    }

    @Test
    void deliveriesAreLeasedInTheirDays() throws SQLException {
        assertThat(days(ClaimDue.LEASE, 1_000L, times(), texts(), texts(), FIRST_WANTED))
                .containsExactlyInAnyOrder(name(DAYS - 2), name(DAYS - 1));
    }

    private static String[] times() {
        return new String[] {FIRST_WANTED.plusHours(47).toString(), FIRST_WANTED.toString()};
    }

    private static String[] texts() {
        return new String[] {"a", "b"};
    }

    private static OffsetDateTime midnightOf(int number) {
        return FIRST_DAY.plusDays(number).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static String name(int number) {
        return FIRST_DAY.plusDays(number).toString().replace("-", "");
    }

    /** @return which the statement's plan speaks of */
    private Set<String> days(String sql, Object... parameters) throws SQLException {
        var days = new HashSet<String>();
        try (var statement = admin.prepareStatement("EXPLAIN " + sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    DAY.matcher(rows.getString(1)).results().forEach(day -> days.add(day.group(1)));
                }
            }
        }
        return days;
    }
}
