package dev.kycplatform.benchmarks;

import dev.kycplatform.benchmarks.load.Load;
import dev.kycplatform.benchmarks.load.Target;
import dev.kycplatform.benchmarks.reconciliation.JobLedger;
import dev.kycplatform.benchmarks.reconciliation.LostJobsException;
import dev.kycplatform.benchmarks.report.Figure;
import dev.kycplatform.benchmarks.system.Client;
import dev.kycplatform.benchmarks.system.FilledStore;
import dev.kycplatform.benchmarks.system.JobRequests;
import dev.kycplatform.benchmarks.system.MeasuredSystem;
import dev.kycplatform.benchmarks.system.TopicReader;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.process.Awaiting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Whether accepting jobs, and telling what became of them, takes longer the more are stored. */
final class GrowthBenchmark implements Benchmark {
    private static final int CONNECTIONS = 256;
    private static final int PER_SECOND = 1_000;

    /** Jobs that are asked about, in turn. */
    private static final int ASKED_ABOUT = 2_000;

    private static final int MILLION = 1_000_000;
    private static final double TIMES = 1.3;
    private static final Duration ALL_ANSWERED = Duration.ofMinutes(2);

    private final JobLedger ledger = new JobLedger();
    private final AtomicLong turn = new AtomicLong();

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String measures() {
        return "%,d jobs a second are accepted, then job_status is asked as often about %,d jobs that have their result: with nothing"
                        .formatted(PER_SECOND, ASKED_ABOUT)
                + " stored but what warming up and measuring leave, and again once the database has been filled with claims and results of 1 KB, of 40 partners and 60 days. Each"
                + " request is timed from when it should have been sent. Filled, vacuumed and analysed before it is measured; no other"
                + " service runs meanwhile.";
    }

    @Override
    public void run(Workbench bench) {
        try (var system =
                bench.system(
                        List.of(Service.SANDBOX_AUTHORITY, Service.INTAKE, Service.WORKER),
                        SandboxKey.environment())) {
            var requests =
                    new JobRequests(
                            system.partners(),
                            number -> "https://partner.example/callback/" + number,
                            bench.clock());
            var client = new Client(bench.vertx(), system.originOf(Service.INTAKE), CONNECTIONS);
            var submissions = new Submissions(client, requests);
            var first = answered(bench, system, submissions);
            Target accept = _ -> submit(submissions, ledger.next());
            Target status =
                    _ -> ask(client, requests, first + turn.getAndIncrement() % ASKED_ABOUT);
            bench.warmUp(accept, PER_SECOND);
            bench.warmUp(status, PER_SECOND);

            var store = new FilledStore(system);
            var levels = new ArrayList<Level>();
            levels.add(level(bench, store, accept, status, 0));
            for (var stored : sizes(bench.scale().stored())) {
                var begun = System.nanoTime();
                store.fillTo(stored, bench::say);
                bench.finding(
                        "filling it to %,d".formatted(stored),
                        "%.0f s".formatted((System.nanoTime() - begun) / 1e9));
                levels.add(level(bench, store, accept, status, stored));
            }
            client.close();
            compare(bench, levels);
            reconcile(bench, system);
        }
    }

    /** What was measured with so many stored. */
    private record Level(int stored, Load accept, Load status) {}

    private static List<Integer> sizes(int most) {
        return most > MILLION ? List.of(MILLION, most) : List.of(most);
    }

    /** Has the jobs answered that are asked about, and stops whoever answered them. @return the first of them */
    private long answered(Workbench bench, MeasuredSystem system, Submissions submissions) {
        bench.say("having %,d jobs answered".formatted(ASKED_ABOUT));
        var first = ledger.next(ASKED_ABOUT);
        LongStream.range(first, first + ASKED_ABOUT)
                .mapToObj(number -> submit(submissions, number).toCompletableFuture())
                .toList()
                .forEach(accepted -> requireAccepted(accepted.join()));
        Awaiting.until(
                "all of them to be answered",
                () -> system.count("SELECT count(*) FROM worker.result") >= ASKED_ABOUT,
                ALL_ANSWERED);
        for (var service : List.of(Service.WORKER, Service.SANDBOX_AUTHORITY)) {
            system.stack().service(service).stop();
        }
        return first;
    }

    private static void requireAccepted(boolean isAccepted) {
        if (!isAccepted) {
            throw new LostJobsException("a job to be asked about was refused");
        }
    }

    private CompletionStage<Boolean> submit(Submissions submissions, long number) {
        return submissions
                .submit(number)
                .thenApply(
                        isAccepted -> {
                            if (isAccepted) {
                                ledger.accepted(number);
                            }
                            return isAccepted;
                        });
    }

    private static CompletionStage<Boolean> ask(Client client, JobRequests requests, long number) {
        return client.post("/v1/job_status", requests.status(number))
                .thenApply(
                        answer ->
                                answer.status() == 200
                                        && new String(answer.body(), StandardCharsets.UTF_8)
                                                .contains("\"job_complete\":true"));
    }

    private static Level level(
            Workbench bench, FilledStore store, Target accept, Target status, int stored) {
        bench.finding("with %,d stored: sizes".formatted(stored), store.sizes());
        var during = bench.scale().measured();
        return new Level(
                stored,
                bench.arriving(
                        "accepted with %,d stored".formatted(stored), accept, PER_SECOND, during),
                bench.arriving(
                        "asked with %,d stored".formatted(stored), status, PER_SECOND, during));
    }

    private static void compare(Workbench bench, List<Level> levels) {
        var empty = levels.getFirst();
        for (var level : levels) {
            for (double percent : new double[] {50, 99}) {
                bench.figure(
                        Workbench.milliseconds(
                                "accepting, p%.0f with %,d stored"
                                        .formatted(percent, level.stored()),
                                level.accept(),
                                percent));
                bench.figure(
                        Workbench.milliseconds(
                                "job_status, p%.0f with %,d stored"
                                        .formatted(percent, level.stored()),
                                level.status(),
                                percent));
            }
        }
        levels.stream()
                .skip(1)
                .flatMap(
                        level ->
                                Stream.of(
                                        times(
                                                "accepting",
                                                level,
                                                empty.accept(),
                                                level.accept(),
                                                50),
                                        times(
                                                "accepting",
                                                level,
                                                empty.accept(),
                                                level.accept(),
                                                99),
                                        times(
                                                "job_status",
                                                level,
                                                empty.status(),
                                                level.status(),
                                                50),
                                        times(
                                                "job_status",
                                                level,
                                                empty.status(),
                                                level.status(),
                                                99)))
                .forEach(bench::figure);
    }

    private static Figure times(String what, Level level, Load before, Load after, double percent) {
        return Figure.of(
                        "%s: p%.0f with %,d stored, times that with none"
                                .formatted(what, percent, level.stored()),
                        (double) after.latencies().percentile(percent).toNanos()
                                / before.latencies().percentile(percent).toNanos(),
                        "")
                .atMost(TIMES);
    }

    /** Every accepted job has its record and its claim. */
    private void reconcile(Workbench bench, MeasuredSystem system) {
        new TopicReader(system.kafkaClient())
                .read(
                        Topics.JOBS.topicName(),
                        record -> {
                            var key = new String(record.key(), StandardCharsets.UTF_8);
                            ledger.arrived(
                                    JobRequests.numberOf(key.substring(key.indexOf('/') + 1)));
                        });
        var reconciliation = ledger.reconcile().requireWhole("records of accepted jobs");
        var claims = system.count("SELECT count(*) FROM intake.claim WHERE job_id LIKE 'bench-%'");
        if (claims < reconciliation.accepted()) {
            throw new LostJobsException(
                    "%d claims of %d accepted jobs".formatted(claims, reconciliation.accepted()));
        }
        bench.finding("records against accepted jobs", reconciliation);
        bench.finding("their claims", claims);
    }
}
