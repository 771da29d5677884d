package dev.kycplatform.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DayPartitionsIT {
    private static final Instant NOON = Instant.parse("2026-02-28T12:00:00Z");

    private final TestDatabase database = new TestDatabase();

    DayPartitionsIT() throws SQLException {}

    @BeforeEach
    void makeTable() throws SQLException {
        database.run(
                "CREATE TABLE fact (at timestamptz NOT NULL, name text) PARTITION BY RANGE (at)");
    }

    @Test
    void manyWhoAskAtOnceMakeEachPartitionOnce() throws Exception {
        var times = List.of(NOON, NOON.plusSeconds(86_400), NOON.plusSeconds(2 * 86_400));
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var makers = new ArrayList<Callable<Void>>();
            for (int instance = 0; instance < 4; instance++) {
                var partitions = partitions();
                for (int caller = 0; caller < 4; caller++) {
                    makers.add(
                            () -> {
                                start.await();
                                partitions.ensure(times);
                                return null;
                            });
                }
            }
            var made = makers.stream().map(threads::submit).toList();

            start.countDown();

            for (var each : made) {
                each.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(partitionNames())
                .containsExactly("fact_20260228", "fact_20260301", "fact_20260302");
    }

    @Test
    void aRowLandsInThePartitionOfItsDay() throws SQLException {
        partitions().ensure(List.of(NOON));

        database.run("INSERT INTO fact VALUES ('2026-02-28 12:00:00+00', 'noon')");

        assertThat(database.texts("SELECT name FROM fact_20260228")).containsExactly("noon");
    }

    @Test
    void aDayBeginsAndEndsAtMidnightUtc() throws SQLException {
        var first = Instant.parse("2026-02-28T00:00:00Z");
        var last = Instant.parse("2026-02-28T23:59:59.999999Z");
        partitions().ensure(List.of(first, last, last.plusNanos(1_000)));

        database.run(
                "INSERT INTO fact VALUES ('" + first + "', 'first'), ('" + last + "', 'last')");
        // The same moments, said elsewhere: the session's time zone must not move the border.
        database.run(
                """
                SET TIME ZONE 'Pacific/Kiritimati';
                INSERT INTO fact VALUES ('2026-03-01 00:00:00+00', 'next')\
                """);

        assertThat(partitionNames()).containsExactly("fact_20260228", "fact_20260301");
        assertThat(database.texts("SELECT name FROM fact_20260228 ORDER BY at"))
                .containsExactly("first", "last");
        assertThat(database.texts("SELECT name FROM fact_20260301")).containsExactly("next");
    }

    @Test
    void aDayOnceSeenNeedsNoDatabase() throws SQLException {
        var partitions = partitions();
        partitions.ensure(List.of(NOON));
        database.run("DROP TABLE fact");

        partitions.ensure(List.of(NOON.plusSeconds(1)));

        assertThat(partitionNames()).isEmpty();
    }

    @Test
    void aDayThatCouldNotBeMadeIsTriedAgain() throws SQLException {
        database.run("ALTER TABLE fact RENAME TO away");
        var partitions = partitions();
        assertThat(failureOf(partitions)).isEqualTo("42P01");
        database.run("ALTER TABLE away RENAME TO fact");

        partitions.ensure(List.of(NOON));

        assertThat(partitionNames()).containsExactly("fact_20260228");
    }

    private static String failureOf(DayPartitions partitions) {
        try {
            partitions.ensure(List.of(NOON));
            return "none";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    private DayPartitions partitions() {
        return new DayPartitions(database.source(), database.schema(), "fact");
    }

    private List<String> partitionNames() throws SQLException {
        return database.texts(
                "SELECT relname FROM pg_class WHERE relispartition AND relnamespace = '%s'::regnamespace ORDER BY 1"
                        .formatted(database.schema()));
    }
}
