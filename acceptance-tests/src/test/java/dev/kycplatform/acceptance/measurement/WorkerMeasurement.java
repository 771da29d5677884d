package dev.kycplatform.acceptance.measurement;

import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.Stack;
import dev.kycplatform.localstack.StackSettings;
import dev.kycplatform.localstack.Workspace;
import dev.kycplatform.localstack.process.Lifespan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What one worker does, and how much its lanes, partners and authorities disturb each other. Jobs come straight from
 * the topics, authorities are stubs, so that on a small machine it is the worker that is measured. Run from the module's
 * directory after its services are built:
 *
 * <pre>
 * java -cp target/test-classes:… dev.kycplatform.acceptance.measurement.WorkerMeasurement [throughput] [neighbour] …
 * </pre>
 */
public final class WorkerMeasurement implements AutoCloseable {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final String BUSY = "801";
    private static final String QUIET = "802";
    private static final String NIBSS = "ng-nibss";
    private static final String IPRS = "ke-iprs";
    private static final Duration LATENCY = Duration.ofMillis(500);
    private static final int BACKLOG = 100_000;

    /** A second: what intake lets a partner send unless an operator says otherwise. */
    private static final int MOST_OF_A_PARTNER = 2_000;

    /** Parked at a time while they churn. */
    private static final int CHURNED = 20_000;

    private static final String SIZES =
            """
            SELECT (SELECT count(*) FROM worker.parked_job) AS parked, pg_relation_size(c.oid) AS heap,
                   pg_total_relation_size(c.reltoastrelid) AS toast, pg_indexes_size(c.oid) AS indexes,
                   s.n_dead_tup AS dead
            FROM pg_class c JOIN pg_stat_user_tables s ON s.relid = c.oid
            WHERE c.oid = 'worker.parked_job'::regclass\
            """;

    /** What is tried: {@code -Dmeasurement.rates=1500}, {@code -Dmeasurement.steady=PT60S}. */
    private static final int[] RATES =
            Stream.of(System.getProperty("measurement.rates", "1000,1500,1600").split(","))
                    .mapToInt(Integer::parseInt)
                    .toArray();

    private static final Duration STEADY =
            Duration.parse(System.getProperty("measurement.steady", "PT30S"));

    private final StubAuthorities authorities = new StubAuthorities();
    private final Stack stack;
    private final JobStream jobs;

    private WorkerMeasurement() throws IOException {
        var state =
                Files.createTempDirectory(
                        Files.createDirectories(Path.of("target").toAbsolutePath()), "measured-");
        stack =
                Stack.start(
                        StackSettings.forTests(Workspace.find(), state)
                                .with(List.of(Service.WORKER))
                                .with(Lifespan.HOURS)
                                .withEnvironment(
                                        Service.WORKER,
                                        Map.of(
                                                "SANDBOX_AUTHORITY_URL",
                                                authorities.url(),
                                                "JAVA_TOOL_OPTIONS",
                                                System.getProperty("measurement.worker", ""))));
        jobs = new JobStream(stack.kafka().bootstrapServers(), stack.keysets());
        jobs.register(BUSY);
        jobs.register(QUIET);
        say("the worker's log: " + stack.service(Service.WORKER).log());
    }

    public static void main(String[] arguments) throws IOException {
        var chosen = Set.of(arguments);
        try (var measurement = new WorkerMeasurement()) {
            measurement.warmUp();
            measurement.run(chosen, "throughput", WorkerMeasurement::throughput);
            measurement.run(chosen, "drain", WorkerMeasurement::drain);
            measurement.run(chosen, "neighbour", WorkerMeasurement::neighbour);
            measurement.run(chosen, "hang", WorkerMeasurement::hang);
            measurement.run(chosen, "outage", WorkerMeasurement::outage);
            measurement.run(chosen, "sync", WorkerMeasurement::sync);
            if (chosen.contains("churn")) {
                measurement.churn();
            }
            if (chosen.contains("bare")) {
                measurement.bare();
            }
        }
    }

    private void run(Set<String> chosen, String name, Consumer<WorkerMeasurement> scenario) {
        if (chosen.isEmpty() || chosen.contains(name)) {
            say("--- " + name);
            scenario.accept(this);
            recover();
            awaitDone(0);
        }
    }

    /** Long enough for the optimising compiler to be done with what all jobs run through. */
    private void warmUp() {
        recover();
        pace(busy("cold"), 500, Duration.ofSeconds(20));
        pace(busy("warm"), 1000, Duration.ofSeconds(40));
        awaitDone(0);
    }

    private void recover() {
        authorities.answer(NIBSS, 200, LATENCY);
        authorities.answer(IPRS, 200, LATENCY);
    }

    /**
     * A steady number of jobs a second of one partner at one authority, which are sustained if as many end while they
     * come and none waits for a slot.
     */
    private void throughput() {
        for (var rate : RATES) {
            var postponed = everParked();
            steady("steady", rate, worker());
            say("parked %d".formatted(everParked() - postponed));
        }
    }

    /** The same load for what does nothing but what cannot be left out. Afterwards there is no worker any more. */
    private void bare() {
        say("--- bare");
        stack.service(Service.WORKER).stop();
        var bare = startBare();
        try {
            pace(busy("bare-cold"), 500, Duration.ofSeconds(10));
            pace(busy("bare-warm"), 1000, Duration.ofSeconds(20));
            awaitDone(0);
            for (var rate : RATES) {
                steady("bare", rate, bare.pid());
            }
        } finally {
            bare.destroy();
        }
    }

    private void steady(String name, int rate, long asking) {
        var kind = busy(name + rate);
        var asked = authorities.asked(NIBSS);
        var before = Spent.until(stack, asking);
        pace(kind, rate, STEADY);
        var ended = of(kind).count();
        var spent = Spent.until(stack, asking);
        var seconds = (spent.atNanos() - before.atNanos()) / 1e9;
        awaitDone(0);
        var whole = (System.nanoTime() - before.atNanos()) / 1e9;
        say(
                "%d/s asked for over %.0f s: %.0f jobs/s answered meanwhile, all after %.1f s; %s; asked %d times"
                        .formatted(
                                rate,
                                seconds,
                                ended / seconds,
                                whole,
                                of(kind),
                                authorities.asked(NIBSS) - asked));
        say(spent.since(before, Math.max(1, ended)));
    }

    private Process startBare() {
        try {
            var process =
                    new ProcessBuilder(
                                    Stream.of(
                                                    List.of(JAVA),
                                                    Lifespan.HOURS.options(
                                                            Service.WORKER.heapMegabytes()),
                                                    List.of(
                                                            "-cp",
                                                            System.getProperty("java.class.path"),
                                                            BareWorker.class.getName(),
                                                            stack.kafka().bootstrapServers(),
                                                            stack.adminJdbcUrl(),
                                                            authorities.url()))
                                            .flatMap(List::stream)
                                            .toList())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            process.inputReader().readLine();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All at once: most of them are parked, and drained as slots come free. */
    private void drain() {
        var kind = busy("drain");
        var begun = System.nanoTime();
        flood(kind, 40_000);
        awaitDone(0);
        say(
                "40,000 at once: %.0f jobs/s, %s"
                        .formatted(40_000 / ((System.nanoTime() - begun) / 1e9), of(kind)));
    }

    /**
     * One partner's backlog, and another partner's few jobs at the same authority: while the backlog comes in, as fast
     * as a partner may send, and while it is drained.
     */
    private void neighbour() {
        var before = quiet("before", "NG", "BVN", "00000000000");
        pace(before, 20, Duration.ofSeconds(30));
        var coming = new Phase();
        var arriving =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        pace(
                                                busy("queued"),
                                                MOST_OF_A_PARTNER,
                                                Duration.ofSeconds(BACKLOG / MOST_OF_A_PARTNER)));
        var meanwhile = quiet("meanwhile", "NG", "BVN", "00000000000");
        pace(meanwhile, 20, Duration.ofSeconds(BACKLOG / MOST_OF_A_PARTNER));
        join(arriving);
        say(coming.toString());
        compare("a neighbour's p99 while 100,000 come in", before, meanwhile, 1.5);
        var draining = new Phase();
        var during = quiet("during", "NG", "BVN", "00000000000");
        pace(during, 20, Duration.ofSeconds(30));
        say(draining.toString());
        compare("a neighbour's p99 beside what is parked of them", before, during, 1.5);
    }

    /** What the worker did meanwhile. */
    private final class Phase {
        private final long begunAt = System.nanoTime();
        private final Duration cpu = workerCpu();
        private final long ended = of(busy("queued")).count();

        @Override
        public String toString() {
            var seconds = (System.nanoTime() - begunAt) / 1e9;
            return "the other partner's: %.0f jobs/s, the worker on %.2f processors"
                    .formatted(
                            (of(busy("queued")).count() - ended) / seconds,
                            workerCpu().minus(cpu).toMillis() / 1e3 / seconds);
        }
    }

    /** One authority takes every question and answers none; another has few jobs. */
    private void hang() {
        var before = quiet("unhung", "KE", "NATIONAL_ID", "00000000");
        pace(before, 20, Duration.ofSeconds(30));
        authorities.answer(NIBSS, 200, Duration.ofSeconds(60));
        var hanging =
                Thread.ofVirtual().start(() -> pace(busy("hung"), 300, Duration.ofSeconds(40)));
        pace(busy("hung-first"), 300, Duration.ofSeconds(5));
        var during = quiet("hanging", "KE", "NATIONAL_ID", "00000000");
        pace(during, 20, Duration.ofSeconds(30));
        compare("another authority's p99 while one hangs", before, during, 1.5);
        recover();
        join(hanging);
    }

    /** One authority refuses service while thousands of jobs for it come in. */
    private void outage() {
        var before = quiet("whole", "KE", "NATIONAL_ID", "00000000");
        pace(before, 20, Duration.ofSeconds(30));
        authorities.answer(NIBSS, 503, Duration.ofMillis(20));
        var asked = authorities.asked(NIBSS);
        var arriving =
                Thread.ofVirtual().start(() -> pace(busy("down"), 300, Duration.ofSeconds(30)));
        var asking =
                Thread.ofVirtual()
                        .start(() -> paceAsking(quiet("told", "NG", "BVN", "00000000000")));
        var during = quiet("broken", "KE", "NATIONAL_ID", "00000000");
        pace(during, 20, Duration.ofSeconds(30));
        join(arriving);
        join(asking);
        say("who waits for it is told: " + jobs.latencies.get("told"));
        say("the one that is down was asked %d times".formatted(authorities.asked(NIBSS) - asked));
        compare("another authority's p99 while one is down", before, during, 1.2);
        recover();
        var begun = System.nanoTime();
        awaitDone(0);
        say(
                "everything answered %.1f s after it was back"
                        .formatted((System.nanoTime() - begun) / 1e9));
    }

    /** Jobs that somebody waits for, alone and beside a backlog of the others. */
    private void sync() {
        var before = quiet("alone", "NG", "BVN", "00000000000");
        paceAsking(before);
        flood(busy("backlog"), BACKLOG);
        var during = quiet("beside", "NG", "BVN", "00000000000");
        paceAsking(during);
        compare("the sync lane's p99 beside a backlog of 100,000", before, during, 2);
    }

    /**
     * For half an hour, or as long as {@code churn.lasts} says, jobs come, are parked, asked for, put back and
     * answered, some twenty thousand parked at a time: how large table and indexes are each minute.
     */
    private void churn() {
        say("--- churn");
        authorities.answerMost(NIBSS, Duration.ofSeconds(3), 0.15);
        var lasts = Duration.parse(System.getProperty("churn.lasts", "PT30M"));
        var kind = busy("churn");
        say("minute  ended  parked  table  toast  indexes (kB)  dead rows");
        for (long minute = 0; minute <= lasts.toMinutes(); minute++) {
            say("%6d  %d  %s".formatted(minute, of(kind).count(), sizes()));
            var until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (System.nanoTime() < until) {
                if (jobs.open() < CHURNED) {
                    jobs.submit(kind);
                } else {
                    LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                }
            }
        }
        recover();
        awaitDone(0);
        say("   end  %d  %s".formatted(of(kind).count(), sizes()));
    }

    private String sizes() {
        try (var database = DriverManager.getConnection(stack.adminJdbcUrl());
                var statement = database.createStatement();
                var row = statement.executeQuery(SIZES)) {
            row.next();
            return "%d  %d  %d  %d  %d"
                    .formatted(
                            row.getLong("parked"),
                            row.getLong("heap") / 1024,
                            row.getLong("toast") / 1024,
                            row.getLong("indexes") / 1024,
                            row.getLong("dead"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Duration workerCpu() {
        return ProcessHandle.of(worker())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private long worker() {
        return stack.service(Service.WORKER).process().orElseThrow().pid();
    }

    private void compare(String what, JobStream.Kind before, JobStream.Kind during, double bound) {
        awaitDone(before, during);
        say("before: " + of(before));
        say("during: " + of(during) + "; parked at the end " + parked());
        say(
                "%s: %.2f times (bound %.1f)"
                        .formatted(
                                what,
                                (double) of(during).percentile(99).toNanos()
                                        / of(before).percentile(99).toNanos(),
                                bound));
    }

    private Latencies of(JobStream.Kind kind) {
        return jobs.latencies.computeIfAbsent(kind.kind(), _ -> new Latencies());
    }

    private static JobStream.Kind busy(String name) {
        return new JobStream.Kind(name, BUSY, "NG", "BVN", "00000000000");
    }

    private static JobStream.Kind quiet(String name, String country, String type, String number) {
        return new JobStream.Kind(name, QUIET, country, type, number);
    }

    private void flood(JobStream.Kind kind, int count) {
        for (int i = 0; i < count; i++) {
            jobs.submit(kind);
        }
    }

    private void pace(JobStream.Kind kind, int perSecond, Duration during) {
        paced(perSecond, during, () -> jobs.submit(kind));
    }

    private void paceAsking(JobStream.Kind kind) {
        paced(20, Duration.ofSeconds(30), () -> jobs.ask(kind));
    }

    private static void paced(int perSecond, Duration during, Runnable work) {
        var begun = System.nanoTime();
        var count = perSecond * during.toSeconds();
        for (long i = 0; i < count; i++) {
            LockSupport.parkNanos(begun + i * 1_000_000_000L / perSecond - System.nanoTime());
            work.run();
        }
    }

    private void awaitDone(JobStream.Kind before, JobStream.Kind during) {
        while (of(before).count() < 600 || of(during).count() < 600) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private void awaitDone(int open) {
        while (jobs.open() > open) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private long parked() {
        return count("SELECT count(*) FROM worker.parked_job");
    }

    /** As PostgreSQL counts rows: a second late at most. */
    private long everParked() {
        return count(
                "SELECT n_tup_ins FROM pg_stat_user_tables WHERE schemaname = 'worker' AND relname = 'parked_job'");
    }

    private long count(String query) {
        try (var database = DriverManager.getConnection(stack.adminJdbcUrl());
                var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    @Override
    public void close() {
        jobs.close();
        stack.close();
        authorities.close();
    }
}
