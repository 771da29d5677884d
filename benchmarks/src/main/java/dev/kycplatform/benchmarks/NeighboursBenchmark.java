package dev.kycplatform.benchmarks;

import dev.kycplatform.benchmarks.load.Load;
import dev.kycplatform.benchmarks.load.Target;
import dev.kycplatform.benchmarks.reconciliation.JobLedger;
import dev.kycplatform.benchmarks.report.Figure;
import dev.kycplatform.benchmarks.system.BlackHole;
import dev.kycplatform.benchmarks.system.Client;
import dev.kycplatform.benchmarks.system.JobRequests;
import dev.kycplatform.benchmarks.system.MeasuredSystem;
import dev.kycplatform.benchmarks.system.Receiver;
import dev.kycplatform.benchmarks.system.StoredResults;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.process.Awaiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** How much longer some wait because of others: beside black holes, and beside another partner's backlog. */
final class NeighboursBenchmark implements Benchmark {
    private static final double TIMES = 1.5;

    /** As many as a measured system has. */
    private static final int PARTNERS = 40;

    /** Callbacks of the healthy endpoints; as many go to the others. */
    private static final int CALLBACKS_PER_SECOND = 200;

    private static final int BODY = 1_000;
    private static final int JOBS_PER_SECOND = 20;
    private static final int WARMING_PER_SECOND = 500;
    private static final int CONNECTIONS = 256;

    /** While a backlog comes in: so slow that hardly any of it is answered. */
    private static final Duration SLOW = Duration.ofSeconds(8);

    private static final Duration LATENCY = Duration.ofMillis(500);

    /** What the busy partner may send, and sends, a second. */
    private static final int MOST_PER_SECOND = 1_900;

    private static final Duration ALL_DONE = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "neighbours";
    }

    @Override
    public String measures() {
        return "The p99 of some, alone and beside others. Callbacks: %d a second of 1 KB to the endpoints of 20 partners, from when each"
                        .formatted(CALLBACKS_PER_SECOND)
                + " should have been announced; as many go to 20 others, which first answer and then take every connection and answer"
                + " nothing. Jobs: %d a second of one partner, from request to callback, with an authority that takes %d ms; first alone,"
                        .formatted(JOBS_PER_SECOND, LATENCY.toMillis())
                + " then while another partner's backlog at the same authority is worked off.";
    }

    @Override
    public void run(Workbench bench) {
        blackHoles(bench);
        backlog(bench);
    }

    private static void blackHoles(Workbench bench) {
        var ledger = new JobLedger();
        var isSilent = new AtomicBoolean();
        try (var receiver = Receiver.open(bench.vertx());
                var journeys = new Journeys(ledger, receiver);
                var system =
                        bench.system(
                                List.of(
                                        Service.SANDBOX_AUTHORITY,
                                        Service.INTAKE,
                                        Service.WORKER,
                                        Service.DISPATCHER),
                                SandboxKey.environment());
                // Closed before the system, which would wait for its attempts.
                var hole = BlackHole.open(bench.vertx());
                var results =
                        new StoredResults(
                                system,
                                number ->
                                        isHealthy(number)
                                                ? receiver.urlOf(callbackOf(number))
                                                : isSilent.get()
                                                        ? hole.url()
                                                        : receiver.origin() + "/other",
                                bench.clock())) {
            for (var service : List.of(Service.INTAKE, Service.WORKER, Service.SANDBOX_AUTHORITY)) {
                system.stack().service(service).stop();
            }
            var stored = new ArrayList<ResultReference>();
            var target =
                    journeys.of(
                            callback -> {
                                var number = numberOf(callback);
                                results.announce(stored.get(number));
                                results.announce(stored.get(number + PARTNERS / 2));
                                return CompletableFuture.completedFuture(true);
                            });
            callbacks(bench, "callbacks, warming up", results, stored, target);
            var alone = callbacks(bench, "callbacks, all endpoints well", results, stored, target);
            isSilent.set(true);
            var beside =
                    callbacks(bench, "callbacks, half of all black holes", results, stored, target);
            compare(bench, "callbacks", "beside as many black holes", alone, beside);
            bench.finding(
                    "callbacks against stored results, of the healthy endpoints",
                    ledger.reconcile().requireWhole("callbacks of the healthy endpoints"));
        }
    }

    /** Stores as many as are then announced, the partners in turn, and announces them. */
    private static Load callbacks(
            Workbench bench,
            String what,
            StoredResults results,
            List<ResultReference> stored,
            Target target) {
        var during = bench.scale().shortWarmUp().plus(bench.scale().measured());
        var next = new AtomicLong(stored.size());
        bench.say("storing results: " + what);
        stored.addAll(
                results.store(
                        2 * CALLBACKS_PER_SECOND * Math.toIntExact(during.toSeconds()),
                        BODY,
                        next::getAndIncrement));
        return bench.arriving(what, target, CALLBACKS_PER_SECOND, bench.scale().measured());
    }

    /** Of forty partners the first twenty are well. */
    private static boolean isHealthy(long number) {
        return number % PARTNERS < PARTNERS / 2;
    }

    /** Which of the healthy endpoints' callbacks it is. */
    private static long callbackOf(long number) {
        return number / PARTNERS * (PARTNERS / 2) + number % PARTNERS;
    }

    /** What {@link #callbackOf} is asked with. */
    private static int numberOf(long callback) {
        return Math.toIntExact(callback / (PARTNERS / 2) * PARTNERS + callback % (PARTNERS / 2));
    }

    private static void backlog(Workbench bench) {
        var ledger = new JobLedger();
        try (var receiver = Receiver.open(bench.vertx());
                var journeys = new Journeys(ledger, receiver);
                var system =
                        bench.system(
                                List.of(
                                        Service.SANDBOX_AUTHORITY,
                                        Service.INTAKE,
                                        Service.WORKER,
                                        Service.DISPATCHER),
                                SandboxKey.environment())) {
            answerIn(system, LATENCY);
            var client = new Client(bench.vertx(), system.originOf(Service.INTAKE), CONNECTIONS);
            var quiet = jobsOf(bench, system, journeys, receiver, client, 0);
            var busy = jobsOf(bench, system, journeys, receiver, client, 1);
            bench.warmUp(busy, WARMING_PER_SECOND);
            var alone =
                    bench.arriving("jobs, alone", quiet, JOBS_PER_SECOND, bench.scale().measured());

            answerIn(system, SLOW);
            var queued = bench.scale().queued();
            bench.say("%,d jobs of another partner come in".formatted(queued));
            var accepted = ledger.acceptedSoFar();
            var workedOff =
                    CompletableFuture.supplyAsync(
                            () ->
                                    Workbench.openLoop()
                                            .run(
                                                    busy,
                                                    MOST_PER_SECOND,
                                                    Duration.ZERO,
                                                    Duration.ofMillis(
                                                            queued * 1_000L / MOST_PER_SECOND)));
            Awaiting.until(
                    "the backlog to be accepted",
                    () -> ledger.acceptedSoFar() - accepted >= queued * 99L / 100,
                    ALL_DONE);
            answerIn(system, LATENCY);
            bench.finding("parked when it begins to be worked off", parked(system));
            var beside =
                    bench.arriving(
                            "jobs, beside the backlog",
                            quiet,
                            JOBS_PER_SECOND,
                            bench.scale().measured());
            bench.finding("parked at the end", parked(system));
            compare(bench, "jobs", "beside another's backlog", alone, beside);
            bench.load("the backlog's own jobs", workedOff.join());
            client.close();
            bench.finding(
                    "callbacks against accepted jobs",
                    ledger.reconcile().requireWhole("callbacks of accepted jobs"));
        }
    }

    private static Target jobsOf(
            Workbench bench,
            MeasuredSystem system,
            Journeys journeys,
            Receiver receiver,
            Client client,
            int partner) {
        var requests =
                new JobRequests(
                        List.of(system.partners().get(partner)), receiver::urlOf, bench.clock());
        return journeys.of(new Submissions(client, requests)::submit);
    }

    private static void answerIn(MeasuredSystem system, Duration latency) {
        system.setFaults(
                SandboxKey.AUTHORITY, "{\"latency\":{\"fixed\":\"%s\"}}".formatted(latency));
    }

    private static String parked(MeasuredSystem system) {
        return "%,d".formatted(system.count("SELECT count(*) FROM worker.parked_job"));
    }

    private static void compare(
            Workbench bench, String what, String where, Load alone, Load beside) {
        bench.figure(Workbench.milliseconds(what + ", p50 alone", alone, 50));
        bench.figure(Workbench.milliseconds(what + ", p50 " + where, beside, 50));
        bench.figure(Workbench.milliseconds(what + ", p99 alone", alone, 99));
        bench.figure(Workbench.milliseconds(what + ", p99 " + where, beside, 99));
        bench.figure(
                Figure.of(
                                what + ": times the p99 " + where,
                                (double) beside.latencies().percentile(99).toNanos()
                                        / alone.latencies().percentile(99).toNanos(),
                                "")
                        .atMost(TIMES));
    }
}
