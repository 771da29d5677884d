package dev.kycplatform.benchmarks;

import dev.kycplatform.benchmarks.load.Load;
import dev.kycplatform.benchmarks.load.Target;
import dev.kycplatform.benchmarks.reconciliation.JobLedger;
import dev.kycplatform.benchmarks.report.Figure;
import dev.kycplatform.benchmarks.system.BareService;
import dev.kycplatform.benchmarks.system.Client;
import dev.kycplatform.benchmarks.system.JobRequests;
import dev.kycplatform.benchmarks.system.MeasuredSystem;
import dev.kycplatform.benchmarks.system.Receiver;
import dev.kycplatform.localstack.Partner;
import dev.kycplatform.localstack.Service;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How fast jobs are accepted, beside a service that only takes bytes and publishes as many. */
final class IntakeBenchmark implements Benchmark {
    private static final int CALLERS = 256;

    private final JobLedger ledger = new JobLedger();

    /** At its maximum, and at half of it. */
    private record Bare(Load most, Load half) {}

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public String measures() {
        return "Accepted async jobs: %d callers who each send again once they are answered find the maximum; then jobs"
                        .formatted(CALLERS)
                + " arrive at half of it, whatever becomes of them, each timed from when it should have been sent. No"
                + " other service runs. The bare service takes the same requests, reads none of them and publishes"
                + " records of the same size through the same publisher; it is measured at half of its own maximum, too.";
    }

    @Override
    public void run(Workbench bench) {
        generatorAlone(bench);
        try (var system = bench.system(List.of(Service.INTAKE), Map.of())) {
            var requests = JobRequests.thatNobodyReceives(system.partners(), bench.clock());
            var most = accepting(bench, system, requests);
            var valueBytes = AcceptedRecords.of(system, ledger).tell(bench).valueBytes();
            system.stop(Service.INTAKE);
            bare(bench, system, requests, most, valueBytes);
        }
    }

    /** @return accepted at most, per second */
    private double accepting(Workbench bench, MeasuredSystem system, JobRequests requests) {
        var client = new Client(bench.vertx(), system.originOf(Service.INTAKE), CALLERS);
        var submissions = new Submissions(client, requests);
        Target target = _ -> submissions.submit(ledger.next(), ledger);
        var most = bench.most("at the maximum", target, CALLERS, system, Map.of());
        bench.warmUp(target, most.perSecond() / 2);
        var half =
                bench.arriving(
                        "at half of it", target, most.perSecond() / 2, bench.scale().measured());
        bench.figure(Figure.of("accepted at most", most.perSecond(), "jobs/s"));
        bench.figure(Workbench.milliseconds("p50 at half of it", half, 50));
        bench.figure(Workbench.milliseconds("p99 at half of it", half, 99).atMost(50));
        bench.figure(Workbench.milliseconds("p99.9 at half of it", half, 99.9));
        client.close();
        return most.perSecond();
    }

    private static void bare(
            Workbench bench,
            MeasuredSystem system,
            JobRequests requests,
            double most,
            int valueBytes) {
        try (var service = BareService.start(system, valueBytes)) {
            var publishing = bare(bench, system, service, requests, "/publish");
            var claiming = bare(bench, system, service, requests, "/claim-and-publish");
            var published = publishing.most().perSecond();
            var claimed = claiming.most().perSecond();
            bench.figure(Figure.of("the bare service, publishing", published, "jobs/s"));
            bench.figure(Figure.of("the bare service, claiming and publishing", claimed, "jobs/s"));
            bench.figure(
                    Figure.of("accepted, of what the bare one publishes", most / published, "")
                            .atLeast(0.5));
            bench.figure(
                    Figure.of(
                            "accepted, of what the bare one claims and publishes",
                            most / claimed,
                            ""));
            bench.figure(Figure.of("the ceiling with the claim alone", claimed / published, ""));
            bench.figure(
                    Workbench.milliseconds(
                            "p99 of the bare one at half of its own, publishing",
                            publishing.half(),
                            99));
            bench.figure(
                    Workbench.milliseconds(
                            "p99 of the bare one at half of its own, claiming and publishing",
                            claiming.half(),
                            99));
        }
    }

    private static Bare bare(
            Workbench bench,
            MeasuredSystem system,
            BareService service,
            JobRequests requests,
            String path) {
        var client = new Client(bench.vertx(), service.origin(), CALLERS);
        var numbers = new JobLedger();
        Target target =
                _ ->
                        client.post(path, requests.async(numbers.next()))
                                .thenApply(answer -> answer.status() == 200);
        var most =
                bench.most(
                        "bare " + path,
                        target,
                        CALLERS,
                        system,
                        Map.of("bare-service", service.pid()));
        var rate = most.perSecond() / 2;
        bench.warmUp(target, rate);
        var half =
                bench.arriving(
                        "bare %s, at half of it".formatted(path),
                        target,
                        rate,
                        bench.scale().measured());
        client.close();
        return new Bare(most, half);
    }

    /** Against a receiver in the same process, so both share what the generator has to itself otherwise. */
    private static void generatorAlone(Workbench bench) {
        try (var receiver = Receiver.open(bench.vertx())) {
            var client = new Client(bench.vertx(), receiver.origin(), CALLERS);
            var nobody =
                    new JobRequests(
                            List.of(
                                    new Partner(
                                            "1",
                                            "a key",
                                            "",
                                            URI.create("/"),
                                            URI.create("/"),
                                            Path.of(""))),
                            receiver::urlOf,
                            bench.clock());
            var numbers = new JobLedger();
            bench.say("the generator alone");
            var load =
                    Workbench.requireClean(
                            "the generator alone",
                            Workbench.closedLoop()
                                    .run(
                                            _ ->
                                                    client.post("/", nobody.async(numbers.next()))
                                                            .thenApply(
                                                                    answer ->
                                                                            answer.status() == 200),
                                            CALLERS,
                                            bench.scale().shortWarmUp(),
                                            bench.scale().shortWarmUp()));
            bench.finding(
                    "the generator alone, with a receiver in its own process",
                    "%.0f requests/s".formatted(load.perSecond()));
            client.close();
        }
    }
}
