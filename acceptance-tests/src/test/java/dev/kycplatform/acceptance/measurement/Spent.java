package dev.kycplatform.acceptance.measurement;

import dev.kycplatform.localstack.Stack;
import dev.kycplatform.localstack.process.ChildProcess;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was used until some moment.
 *
 * @param cpu by who used it
 * @param commits PostgreSQL's transactions
 * @param wal bytes that PostgreSQL wrote ahead
 */
record Spent(Map<String, Duration> cpu, long atNanos, long commits, long wal) {
    private static final String COUNTERS =
            "SELECT (SELECT sum(xact_commit) FROM pg_stat_database) AS commits, wal_bytes FROM pg_stat_wal";

    /** @param asking the process that asks authorities */
    static Spent until(Stack stack, long asking) {
        var cpu = new LinkedHashMap<String, Duration>();
        cpu.put("worker", cpuOf(Optional.of(asking)));
        cpu.put("Kafka", cpuOf(stack.kafka().child().map(ChildProcess::pid)));
        cpu.put("PostgreSQL", cpuOf(stack.postgres().child().map(ChildProcess::pid)));
        cpu.put("load and authorities", ofThisProcess());
        try (var database = DriverManager.getConnection(stack.adminJdbcUrl());
                var statement = database.createStatement();
                var row = statement.executeQuery(COUNTERS)) {
            row.next();
            return new Spent(
                    cpu, System.nanoTime(), row.getLong("commits"), row.getLong("wal_bytes"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Cores by who used them since then, and what a job took of the database. */
    String since(Spent before, int jobs) {
        var took = (double) (atNanos - before.atNanos);
        var cores =
                cpu.entrySet().stream()
                        .map(
                                one ->
                                        "%s %.2f"
                                                .formatted(
                                                        one.getKey(),
                                                        one.getValue()
                                                                        .minus(
                                                                                before.cpu.get(
                                                                                        one
                                                                                                .getKey()))
                                                                        .toNanos()
                                                                / took))
                        .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "cores: %s; a job: %.2f commits, %.1f KB written ahead",
                cores,
                (commits - before.commits) / (double) jobs,
                (wal - before.wal) / 1e3 / jobs);
    }

    private static Duration ofThisProcess() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static Duration cpuOf(Optional<Long> pid) {
        return pid.flatMap(ProcessHandle::of).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
