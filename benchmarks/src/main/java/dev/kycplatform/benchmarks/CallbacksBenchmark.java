package dev.kycplatform.benchmarks;

import dev.kycplatform.benchmarks.load.Load;
import dev.kycplatform.benchmarks.reconciliation.JobLedger;
import dev.kycplatform.benchmarks.report.Figure;
import dev.kycplatform.benchmarks.system.Client;
import dev.kycplatform.benchmarks.system.KeptDays;
import dev.kycplatform.benchmarks.system.MeasuredSystem;
import dev.kycplatform.benchmarks.system.Receiver;
import dev.kycplatform.benchmarks.system.StoredResults;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.process.Awaiting;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How fast callbacks leave, small ones and the largest, beside a client that only POSTs as many bytes. */
final class CallbacksBenchmark implements Benchmark {
    private static final int SMALL = 1_000;
    private static final int LARGE = 1_500_000;
    private static final int BARE_CALLERS = 64;
    private static final double MEGABYTE = 1e6;
    private static final int KEPT_DAYS = 60;

    /** As of what is stored in {@code growth}. */
    private static final double TIMES = 1.3;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final JobLedger ledger = new JobLedger();
    private final Queue<Long> arrivals = new ConcurrentLinkedQueue<>();

    @Override
    public String name() {
        return "callbacks";
    }

    @Override
    public String measures() {
        return "Deliveries of stored results of 1 KB and of 1.5 MB to 40 partners' endpoints, all announced at once; counted"
                + " from the first third on. The dispatcher claims, reads, opens, signs, POSTs and records each, with a heap"
                + " of 512 MB; intake and worker are stopped. Those of 1 KB once more when there are partitions of %d days. The bare client POSTs as many bytes to the same receiver, %d"
                        .formatted(KEPT_DAYS, BARE_CALLERS)
                + " at once.";
    }

    @Override
    public void run(Workbench bench) {
        try (var receiver = Receiver.open(bench.vertx());
                var system =
                        bench.systemWithAuthority(
                                Service.INTAKE, Service.WORKER, Service.DISPATCHER);
                var results = new StoredResults(system, receiver::urlOf, bench.clock())) {
            system.stop(Service.INTAKE, Service.WORKER, Service.SANDBOX_AUTHORITY);
            receiver.tell(this::arrived);
            // The slowest of two processors deliver five thousand a second: so many are there for
            // all of the time.
            var perSecond = 5_000;
            var warmUps = perSecond * Math.toIntExact(bench.scale().warmUp().toSeconds());
            var measured = perSecond * Math.toIntExact(bench.scale().measured().toSeconds());
            delivered(bench, system, results, "warming up", warmUps, SMALL);
            var small = delivered(bench, system, results, "1 KB", measured, SMALL);
            var bareSmall = bare(bench, receiver, SMALL);
            bench.figure(Figure.of("deliveries of 1 KB", small, "/s").atLeast(5_000));
            bench.figure(Figure.of("the bare client, 1 KB", bareSmall.perSecond(), "/s"));
            bench.figure(
                    Figure.of("of what the bare client does", small / bareSmall.perSecond(), ""));
            var today = LocalDate.ofInstant(bench.clock().instant(), ZoneOffset.UTC);
            for (var table :
                    List.of("worker.result", "dispatcher.delivery", "dispatcher.attempt")) {
                KeptDays.make(system, table, today, KEPT_DAYS);
            }
            var kept = delivered(bench, system, results, "1 KB, days kept", measured, SMALL);
            bench.figure(
                    Figure.of(
                                    "deliveries of 1 KB with %d days kept, of those with one"
                                            .formatted(KEPT_DAYS),
                                    kept / small,
                                    "")
                            .atLeast(1 / TIMES));

            delivered(bench, system, results, "warming up with 1.5 MB", measured / 500, LARGE);
            var large = delivered(bench, system, results, "1.5 MB", measured / 100, LARGE);
            var bareLarge = bare(bench, receiver, LARGE);
            bench.figure(
                    Figure.of("deliveries of 1.5 MB", large * LARGE / MEGABYTE, "MB/s")
                            .atLeast(300));
            bench.figure(
                    Figure.of(
                            "the bare client, 1.5 MB",
                            bareLarge.perSecond() * LARGE / MEGABYTE,
                            "MB/s"));
            bench.figure(
                    Figure.of(
                            "of what the bare client does, 1.5 MB",
                            large / bareLarge.perSecond(),
                            ""));
            bench.figure(
                    Figure.of(
                                    "largest heap the dispatcher may have",
                                    system.heapLimitMegabytes(Service.DISPATCHER),
                                    "MB")
                            .atMost(512));
            bench.finding(
                    "callbacks against stored results",
                    ledger.reconcile().requireWhole("callbacks of stored results"));
        }
    }

    private void arrived(long number) {
        arrivals.add(System.nanoTime());
        ledger.arrived(number);
    }

    /** @return deliveries a second, the first third left out */
    private double delivered(
            Workbench bench,
            MeasuredSystem system,
            StoredResults results,
            String what,
            int many,
            int size) {
        bench.say("storing %,d results: %s".formatted(many, what));
        var stored =
                results.store(
                        many,
                        size,
                        () -> {
                            var number = ledger.next();
                            ledger.accepted(number);
                            return number;
                        });
        arrivals.clear();
        var before = system.processorTime(Map.of());
        stored.forEach(results::announce);
        Awaiting.until(
                "all callbacks, " + what,
                () -> ledger.arrivedSoFar() >= ledger.acceptedSoFar(),
                PATIENCE);
        bench.finding(what + ": processors", system.processorTime(Map.of()).since(before));
        return rate(stored);
    }

    private double rate(List<ResultReference> stored) {
        var times = arrivals.stream().mapToLong(Long::longValue).sorted().toArray();
        var from = stored.size() / 3;
        var last = Arrays.stream(times).max().orElseThrow();
        return (times.length - from) * 1e9 / (last - times[from]);
    }

    private static Load bare(Workbench bench, Receiver receiver, int size) {
        var client = new Client(bench.vertx(), receiver.origin(), BARE_CALLERS);
        var body = new byte[size];
        Workbench.closedLoop()
                .run(
                        _ -> client.post("/", body).thenApply(answer -> answer.status() == 200),
                        BARE_CALLERS,
                        Duration.ZERO,
                        bench.scale().shortWarmUp());
        var load =
                Workbench.closedLoop()
                        .run(
                                _ ->
                                        client.post("/", body)
                                                .thenApply(answer -> answer.status() == 200),
                                BARE_CALLERS,
                                Duration.ZERO,
                                bench.scale().shortWarmUp());
        client.close();
        return load;
    }
}
