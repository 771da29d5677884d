package dev.kycplatform.benchmarks;

import dev.kycplatform.benchmarks.load.Latencies;
import dev.kycplatform.benchmarks.load.Load;
import dev.kycplatform.benchmarks.load.Target;
import dev.kycplatform.benchmarks.reconciliation.JobLedger;
import dev.kycplatform.benchmarks.reconciliation.LostJobsException;
import dev.kycplatform.benchmarks.report.Figure;
import dev.kycplatform.benchmarks.system.JobRequests;
import dev.kycplatform.benchmarks.system.MeasuredSystem;
import dev.kycplatform.benchmarks.system.ParkedJobs;
import dev.kycplatform.benchmarks.system.Receiver;
import dev.kycplatform.benchmarks.system.StatementLog;
import dev.kycplatform.benchmarks.system.StoredResults;
import dev.kycplatform.benchmarks.system.TopicReader;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.process.Awaiting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** Whether claiming what waits costs more the more of it there is, and whether others wait for it. */
final class BacklogBenchmark implements Benchmark {
    private static final int FEW = 1_000;

    /** Slots of the authority, each taken for a second by a job: how many are claimed a second. */
    private static final int SLOTS = 200;

    private static final Duration LATENCY = Duration.ofSeconds(1);

    /** Deliveries a second, as an operator may say of an endpoint. */
    private static final int PACE = 200;

    private static final int NEIGHBOURS_PER_SECOND = 20;

    private static final int NEIGHBOURS_BODY = 1_000;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration ALL_DONE = Duration.ofMinutes(2);
    private static final double TIMES = 1.5;

    /** Nobody is asked for anything there: the results of these deliveries are gone. */
    private static final String ENDPOINT = "https://example.com:443";

    private static final String STILL_DUE =
            "SELECT count(*) FROM dispatcher.delivery WHERE due_at IS NOT NULL";

    private final JobLedger ledger = new JobLedger();
    private long deliveries;

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public String measures() {
        return "How long the database takes for a claim while %,d wait and while as many as were asked for do, as it logs itself of the"
                        .formatted(FEW)
                + " running services' own statements; their commits are not counted. Parked jobs: of one partner, all ready, claimed as"
                + " %d slots of an authority that takes %d s come free. Due deliveries: of one endpoint, at most %d a second; their results"
                        .formatted(SLOTS, LATENCY.toSeconds(), PACE)
                + " are gone, so that nothing is sent. A neighbour's first delivery: %d callbacks a second of 1 KB of all other partners, from when"
                        .formatted(NEIGHBOURS_PER_SECOND)
                + " each is announced to when it is received; with nothing due, and with as many as were asked for due at once.";
    }

    @Override
    public void run(Workbench bench) {
        parkedJobs(bench);
        dueDeliveries(bench);
    }

    private void parkedJobs(Workbench bench) {
        var environment = new EnumMap<Service, Map<String, String>>(Service.class);
        environment.putAll(SandboxKey.environment());
        environment.put(
                Service.WORKER,
                Map.of(
                        "SANDBOX_AUTHORITY_API_KEY",
                        SandboxKey.VALUE,
                        "WORKER_AUTHORITY_CONCURRENCY",
                        Integer.toString(SLOTS)));
        try (var system =
                        bench.system(
                                List.of(Service.SANDBOX_AUTHORITY, Service.INTAKE, Service.WORKER),
                                environment);
                var log = StatementLog.open(system)) {
            system.setFaults(
                    SandboxKey.AUTHORITY, "{\"latency\":{\"fixed\":\"%s\"}}".formatted(LATENCY));
            var parked =
                    new ParkedJobs(
                            system, system.partners().get(0), SandboxKey.AUTHORITY, bench.clock());
            keeping(
                    bench,
                    "parked, warming up",
                    bench.scale().warmUp(),
                    () -> keep(system, parked));
            var few = claimsOfParked(bench, system, log, parked, FEW);
            bench.say("parking %,d more".formatted(bench.scale().stored() - FEW));
            parked.parkBehind(bench.scale().stored() - FEW);
            var many = claimsOfParked(bench, system, log, parked, bench.scale().stored());
            compare(bench, "a claim of parked jobs", few, many);
            reconcileParked(bench, system);
        }
    }

    private Latencies claimsOfParked(
            Workbench bench, MeasuredSystem system, StatementLog log, ParkedJobs parked, int many) {
        var what = "parked, %,d of them".formatted(many);
        keeping(
                bench,
                what + ", at first",
                bench.scale().shortWarmUp(),
                () -> keep(system, parked));
        var from = log.position();
        keeping(bench, what, bench.scale().measured(), () -> keep(system, parked));
        return tell(
                bench,
                what + ": claims",
                log.transactions(from, "WITH turn AS MATERIALIZED", "UPDATE worker.parked_job"));
    }

    /** Parks as many again as have been answered. */
    private void keep(MeasuredSystem system, ParkedJobs parked) {
        var answered = system.count("SELECT count(*) FROM worker.result");
        var missing = FEW - Math.toIntExact(ledger.acceptedSoFar() - answered);
        if (missing > 0) {
            var first = ledger.next(missing);
            parked.park(LongStream.range(first, first + missing));
            LongStream.range(first, first + missing).forEach(ledger::accepted);
        }
    }

    /** Every job that was parked to be asked for has one result, and it was published. */
    private void reconcileParked(Workbench bench, MeasuredSystem system) {
        Awaiting.until(
                "every job to be answered",
                () -> system.count("SELECT count(*) FROM worker.result") >= ledger.acceptedSoFar(),
                ALL_DONE);
        system.stack().service(Service.WORKER).stop();
        new TopicReader(system.kafkaClient())
                .read(
                        Topics.RESULTS.topicName(),
                        record -> {
                            var key = new String(record.key(), StandardCharsets.UTF_8);
                            ledger.arrived(
                                    JobRequests.numberOf(key.substring(key.indexOf('/') + 1)));
                        });
        bench.finding(
                "published results against parked jobs",
                ledger.reconcile().requireWhole("results of parked jobs"));
    }

    private void dueDeliveries(Workbench bench) {
        var neighbours = new JobLedger();
        try (var receiver = Receiver.open(bench.vertx());
                var journeys = new Journeys(neighbours, receiver);
                var system =
                        bench.system(
                                List.of(Service.INTAKE, Service.WORKER, Service.DISPATCHER),
                                Map.of());
                var log = StatementLog.open(system);
                var results = new StoredResults(system, receiver::urlOf, bench.clock())) {
            system.stack().service(Service.INTAKE).stop();
            system.stack().service(Service.WORKER).stop();
            var stored = new ArrayList<ResultReference>();
            var first =
                    journeys.of(
                            number -> {
                                results.announce(stored.get(Math.toIntExact(number)));
                                return CompletableFuture.completedFuture(true);
                            });
            storeForNeighbours(bench, system, results, stored, bench.scale().warmUp());
            bench.warmUp(first, NEIGHBOURS_PER_SECOND);
            var alone = neighbours(bench, system, results, stored, first, "with nothing else due");
            makeDue(system, FEW);
            system.update(
                    "INSERT INTO dispatcher.lane (partner_id, endpoint, wake_at, rate_per_second) VALUES ('%s', '%s', now(), %d)"
                            .formatted(partner(system), ENDPOINT, PACE));
            keeping(bench, "due, warming up", bench.scale().warmUp(), () -> keepDue(system));
            var few = claimsOfDue(bench, system, log, FEW);
            bench.say("making %,d more due".formatted(bench.scale().stored() - FEW));
            makeDue(system, bench.scale().stored() - FEW);
            system.update("VACUUM (ANALYZE) dispatcher.delivery");
            system.update("CHECKPOINT");
            var many = claimsOfDue(bench, system, log, bench.scale().stored());
            compare(bench, "a claim of due deliveries", few, many);
            system.update(
                    "UPDATE dispatcher.lane SET rate_per_second = NULL, wake_at = now() WHERE endpoint = '"
                            + ENDPOINT
                            + "'");
            var beside =
                    neighbours(
                            bench,
                            system,
                            results,
                            stored,
                            first,
                            "beside %,d due".formatted(system.count(STILL_DUE)));
            compareNeighbours(bench, alone, beside);
            bench.finding(
                    "neighbours' callbacks against their stored results",
                    neighbours.reconcile().requireWhole("callbacks of the neighbours"));
            reconcileDue(bench, system);
        }
    }

    private static Load neighbours(
            Workbench bench,
            MeasuredSystem system,
            StoredResults results,
            List<ResultReference> stored,
            Target first,
            String where) {
        var measured = bench.scale().measured();
        storeForNeighbours(
                bench, system, results, stored, bench.scale().shortWarmUp().plus(measured));
        return bench.arriving(
                "a neighbour's first delivery, " + where, first, NEIGHBOURS_PER_SECOND, measured);
    }

    /** As many as are announced meanwhile, of everybody but whose backlog it is. */
    private static void storeForNeighbours(
            Workbench bench,
            MeasuredSystem system,
            StoredResults results,
            List<ResultReference> stored,
            Duration during) {
        var next = new AtomicLong(stored.size());
        bench.say("storing results of the neighbours");
        stored.addAll(
                results.store(
                        system.partners().subList(1, system.partners().size()),
                        NEIGHBOURS_PER_SECOND * Math.toIntExact(during.toSeconds()),
                        NEIGHBOURS_BODY,
                        next::getAndIncrement));
    }

    private static void compareNeighbours(Workbench bench, Load alone, Load beside) {
        var what = "a neighbour's first delivery, ";
        bench.figure(Workbench.milliseconds(what + "nothing else due: p50", alone, 50));
        bench.figure(Workbench.milliseconds(what + "beside many due: p50", beside, 50));
        bench.figure(Workbench.milliseconds(what + "nothing else due: p99", alone, 99));
        bench.figure(Workbench.milliseconds(what + "beside many due: p99", beside, 99));
    }

    private Latencies claimsOfDue(
            Workbench bench, MeasuredSystem system, StatementLog log, int many) {
        var what = "due, %,d of them".formatted(many);
        Runnable keep = many == FEW ? () -> keepDue(system) : () -> {};
        keeping(bench, what + ", at first", bench.scale().shortWarmUp(), keep);
        var from = log.position();
        keeping(bench, what, bench.scale().measured(), keep);
        return tell(
                bench,
                what + ": claims",
                log.transactions(from, "WHERE wake_at <= now()", "SET state = 'attempting'"));
    }

    private void keepDue(MeasuredSystem system) {
        var missing = FEW - Math.toIntExact(system.count(STILL_DUE));
        if (missing >= PACE) {
            makeDue(system, missing);
        }
    }

    /** More, due from now on in the order of their numbers; their lane is woken, as by everybody who stores a delivery. */
    private void makeDue(MeasuredSystem system, int many) {
        var day = LocalDate.now(ZoneOffset.UTC);
        system.update(
                "CREATE TABLE IF NOT EXISTS dispatcher.delivery_%s PARTITION OF dispatcher.delivery FOR VALUES FROM ('%s 00:00Z') TO ('%s 00:00Z')"
                        .formatted(
                                day.format(DateTimeFormatter.BASIC_ISO_DATE),
                                day,
                                day.plusDays(1)));
        system.update(
                """
                INSERT INTO dispatcher.delivery
                    (accepted_at, webhook_id, endpoint, partner_id, job_id, body_size, state, due_at)
                SELECT '%s 00:00Z', 'msg_' || n, '%s', '%s', 'bench-' || n, 1000, 'pending',
                       now() + n * interval '1 microsecond'
                FROM generate_series(%d, %d) n"""
                        .formatted(
                                day, ENDPOINT, partner(system), deliveries, deliveries + many - 1));
        deliveries += many;
        system.update(
                "UPDATE dispatcher.lane SET wake_at = least(wake_at, now()) WHERE endpoint = '"
                        + ENDPOINT
                        + "'");
    }

    private static String partner(MeasuredSystem system) {
        return system.partners().get(0).partnerId();
    }

    /** Every delivery is still due or has ended, and each that has ended was attempted once. */
    private void reconcileDue(Workbench bench, MeasuredSystem system) {
        system.stack().service(Service.DISPATCHER).stop();
        var due = system.count(STILL_DUE);
        var ended =
                system.count("SELECT count(*) FROM dispatcher.delivery WHERE state = 'exhausted'");
        if (due + ended != deliveries || ended == 0) {
            throw new LostJobsException(
                    "of %,d deliveries %,d are due and %,d have ended"
                            .formatted(deliveries, due, ended));
        }
        bench.finding(
                "deliveries",
                "%,d made due, %,d ended, %,d still due".formatted(deliveries, ended, due));
    }

    private static void keeping(Workbench bench, String what, Duration during, Runnable keep) {
        bench.say("%s: %d s".formatted(what, during.toSeconds()));
        var until = System.nanoTime() + during.toNanos();
        while (System.nanoTime() < until) {
            keep.run();
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static Latencies tell(Workbench bench, String what, Latencies claims) {
        if (claims.count() == 0) {
            throw new LostJobsException(what + ": the database logged none");
        }
        bench.finding(what, claims);
        return claims;
    }

    private static void compare(Workbench bench, String what, Latencies few, Latencies many) {
        bench.figure(milliseconds(what + ", of few: p50", few, 50));
        bench.figure(milliseconds(what + ", of many: p50", many, 50));
        bench.figure(milliseconds(what + ", of few: p99", few, 99));
        bench.figure(milliseconds(what + ", of many: p99", many, 99));
        bench.figure(
                Figure.of(
                                what + ": times as long of many",
                                (double) many.percentile(50).toNanos()
                                        / few.percentile(50).toNanos(),
                                "")
                        .atMost(TIMES));
    }

    private static Figure milliseconds(String what, Latencies latencies, double percent) {
        return Figure.of(what, latencies.percentile(percent).toNanos() / 1e6, "ms");
    }
}
