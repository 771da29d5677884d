package dev.kycplatform.benchmarks;

import dev.kycplatform.benchmarks.load.Load;
import dev.kycplatform.benchmarks.load.Target;
import dev.kycplatform.benchmarks.reconciliation.JobLedger;
import dev.kycplatform.benchmarks.reconciliation.LostJobsException;
import dev.kycplatform.benchmarks.report.Figure;
import dev.kycplatform.benchmarks.system.BareService;
import dev.kycplatform.benchmarks.system.Client;
import dev.kycplatform.benchmarks.system.JobRequests;
import dev.kycplatform.benchmarks.system.MeasuredSystem;
import dev.kycplatform.localstack.Service;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Answers to whoever waits on the line, and what they take beyond the authority's own time. */
final class SyncBenchmark implements Benchmark {
    /** Fewer than the lookups that may be under way for those who wait. */
    private static final int CALLERS = 200;

    private static final Duration LATENCY = Duration.ofMillis(50);

    /** About as many as a record has that takes such a job to the worker. */
    private static final int RECORD_BYTES = 900;

    private static final byte[] NOTHING = {};

    private final JobLedger ledger = new JobLedger();

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public String measures() {
        return "Answers with their result, from an authority that takes %d ms: %d callers find the maximum, then requests"
                        .formatted(LATENCY.toMillis(), CALLERS)
                + " arrive at half of it and at a quarter. Then the authority is asked directly, at the first rate, by the same generator:"
                + " what the answers took longer is the platform's. The bare service claims, publishes, consumes, asks,"
                + " stores, publishes, consumes and answers, in one process, and does nothing else; it gets the first rate"
                + " and half of its own maximum.";
    }

    @Override
    public void run(Workbench bench) {
        try (var system = bench.systemWithAuthority(Service.INTAKE, Service.WORKER)) {
            system.answerIn(SandboxKey.AUTHORITY, LATENCY);
            var requests = new JobRequests(system.partners(), _ -> "", bench.clock());
            var client = new Client(bench.vertx(), system.originOf(Service.INTAKE), 2 * CALLERS);
            var target = target(client, requests);
            var most = bench.most("at the maximum", target, CALLERS, system, Map.of());
            var rate = most.perSecond() / 2;
            bench.warmUp(target, rate);
            var half = bench.arriving("at half of it", target, rate, bench.scale().measured());
            var quarter =
                    bench.arriving(
                            "at a quarter of it", target, rate / 2, bench.scale().measured());
            client.close();
            reconcile(bench, system);

            var authority =
                    new Client(
                            bench.vertx(), system.originOf(Service.SANDBOX_AUTHORITY), 2 * CALLERS);
            var direct =
                    bench.arriving(
                            "the authority itself",
                            _ -> ask(authority, ledger.next()),
                            rate,
                            bench.scale().measured());
            authority.close();

            bench.figure(Figure.of("answered at most", most.perSecond(), "answers/s"));
            bench.figure(Workbench.milliseconds("p50 at half of it", half, 50));
            bench.figure(Workbench.milliseconds("p99 at half of it", half, 99));
            bench.figure(Workbench.milliseconds("p50 of the authority itself", direct, 50));
            bench.figure(Workbench.milliseconds("p99 of the authority itself", direct, 99));
            bench.figure(
                    Workbench.milliseconds("p50 beyond the authority's", half, direct, 50)
                            .atMost(10));
            bench.figure(
                    Workbench.milliseconds("p99 beyond the authority's", half, direct, 99)
                            .atMost(50));
            bench.figure(
                    Workbench.milliseconds(
                            "p50 beyond the authority's, at a quarter of it", quarter, direct, 50));
            bench.figure(
                    Workbench.milliseconds(
                            "p99 beyond the authority's, at a quarter of it", quarter, direct, 99));
            bare(bench, system, most.perSecond(), direct);
        }
    }

    /** The same with nothing that could be left out: at most, at the same rate, and at half of its own. */
    private void bare(Workbench bench, MeasuredSystem system, double most, Load direct) {
        system.stop(Service.WORKER, Service.INTAKE);
        try (var service =
                BareService.askingAt(
                        system,
                        RECORD_BYTES,
                        SandboxKey.lookupsAt(system.originOf(Service.SANDBOX_AUTHORITY)),
                        SandboxKey.VALUE)) {
            var client = new Client(bench.vertx(), service.origin(), 2 * CALLERS);
            Target target = _ -> answer(client, ledger.next());
            var bareMost =
                    bench.most(
                            "the bare service",
                            target,
                            CALLERS,
                            system,
                            Map.of("bare-service", service.pid()));
            bench.warmUp(target, most / 2);
            var bare =
                    bench.arriving(
                            "the bare service at the same rate",
                            target,
                            most / 2,
                            bench.scale().measured());
            bench.warmUp(target, bareMost.perSecond() / 2);
            var bareHalf =
                    bench.arriving(
                            "the bare service at half of its own",
                            target,
                            bareMost.perSecond() / 2,
                            bench.scale().measured());
            client.close();
            bench.figure(Figure.of("the bare service at most", bareMost.perSecond(), "answers/s"));
            bench.figure(
                    Workbench.milliseconds(
                            "p50 beyond the authority's, of the bare service", bare, direct, 50));
            bench.figure(
                    Workbench.milliseconds(
                            "p99 beyond the authority's, of the bare service", bare, direct, 99));
            bench.figure(
                    Workbench.milliseconds(
                            "p50 beyond the authority's, of the bare service at half of its own",
                            bareHalf,
                            direct,
                            50));
            bench.figure(
                    Workbench.milliseconds(
                            "p99 beyond the authority's, of the bare service at half of its own",
                            bareHalf,
                            direct,
                            99));
            bench.figure(Figure.of("of what the bare one does", most / bareMost.perSecond(), ""));
        }
    }

    private static CompletionStage<Boolean> answer(Client bare, long number) {
        return bare.post("/answer", NOTHING, Map.of("Id-Number", JobRequests.idNumber(number)))
                .thenApply(answer -> answer.status() == 200);
    }

    private Target target(Client client, JobRequests requests) {
        return _ -> {
            var number = ledger.next();
            return client.post("/v1/id_verification", requests.sync(number))
                    .thenApply(
                            answer -> {
                                var isAnswered =
                                        answer.status() == 200
                                                && new String(answer.body(), StandardCharsets.UTF_8)
                                                        .contains("\"ResultCode\":\"1012\"");
                                if (isAnswered) {
                                    ledger.accepted(number);
                                    ledger.arrived(number);
                                }
                                return isAnswered;
                            });
        };
    }

    private static CompletionStage<Boolean> ask(Client authority, long number) {
        var question =
                "{\"id_type\":\"BVN\",\"id_number\":\"%s\"}"
                        .formatted(JobRequests.idNumber(number))
                        .getBytes(StandardCharsets.UTF_8);
        return authority
                .post(SandboxKey.LOOKUPS, question, Map.of("X-Api-Key", SandboxKey.VALUE))
                .thenApply(answer -> answer.status() == 200);
    }

    /**
     * Every answer is a stored result, and the authority was asked about as many numbers. While it warms up a caller may
     * be told that it takes longer; its result is stored all the same.
     */
    private void reconcile(Workbench bench, MeasuredSystem system) {
        var reconciliation = ledger.reconcile().requireWhole("answers");
        var results = system.count("SELECT count(*) FROM worker.result WHERE result_code = '1012'");
        var asked = system.distinctNumbersAskedOf(SandboxKey.AUTHORITY);
        if (results < reconciliation.accepted() || asked != results) {
            throw new LostJobsException(
                    "%d answers, %d results, %d numbers asked about"
                            .formatted(reconciliation.accepted(), results, asked));
        }
        bench.finding(
                "answers; results and numbers the authority was asked about",
                reconciliation.accepted() + "; " + results);
    }
}
