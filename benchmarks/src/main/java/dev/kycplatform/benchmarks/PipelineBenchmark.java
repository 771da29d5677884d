package dev.kycplatform.benchmarks;

import dev.kycplatform.benchmarks.load.Load;
import dev.kycplatform.benchmarks.load.Target;
import dev.kycplatform.benchmarks.load.Trend;
import dev.kycplatform.benchmarks.reconciliation.JobLedger;
import dev.kycplatform.benchmarks.reconciliation.LostJobsException;
import dev.kycplatform.benchmarks.report.Figure;
import dev.kycplatform.benchmarks.system.BareService;
import dev.kycplatform.benchmarks.system.Client;
import dev.kycplatform.benchmarks.system.JobRequests;
import dev.kycplatform.benchmarks.system.MeasuredSystem;
import dev.kycplatform.benchmarks.system.Receiver;
import dev.kycplatform.benchmarks.system.TopicReader;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.process.Awaiting;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Jobs from their request to their callback: how many a second can go on for ever, and how long each takes. */
final class PipelineBenchmark implements Benchmark {
    private static final int CONNECTIONS = 256;

    /** Jobs while the maximum is looked for: fewer than an authority's slots, so that none is parked. */
    private static final int UNDER_WAY = 800;

    /**
     * What arrives evenly shares less than what is always under way, so it costs more: at nine tenths of the most, what was
     * under way grew (docs/measurements.md, "What the whole way costs").
     */
    private static final double PART_OF_MOST = 0.7;

    /** Growth of what is under way that counts as none, as a part of what arrives. */
    private static final double NO_GROWTH = 0.001;

    /** As intake's. */
    private static final int RECORD_BYTES = 900;

    private static final Duration ALL_STORED = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final String MOST =
            " The maximum is what %d jobs under way at any time come to; then jobs arrive at the rate that is to be borne, or at %.1f of the maximum if that is less."
                    .formatted(UNDER_WAY, PART_OF_MOST);

    /** Whether it is looked for before jobs arrive. */
    private enum Maximum {
        NOT_SOUGHT,
        SOUGHT,
        BESIDE_THE_BARE_ONE
    }

    private final String name;
    private final Duration latency;
    private final int perSecond;
    private final Maximum maximum;
    private final int timesAsLong;
    private final JobLedger ledger = new JobLedger();

    /**
     * @param latency of the authority
     * @param perSecond jobs that are to be borne
     * @param timesAsLong as what must hold for long is measured otherwise
     */
    private PipelineBenchmark(
            String name, Duration latency, int perSecond, Maximum maximum, int timesAsLong) {
        this.name = name;
        this.latency = latency;
        this.perSecond = perSecond;
        this.maximum = maximum;
        this.timesAsLong = timesAsLong;
    }

    static Benchmark ofAFastAuthority() {
        return new PipelineBenchmark(
                "pipeline", Duration.ofMillis(5), 2_500, Maximum.BESIDE_THE_BARE_ONE, 1);
    }

    static Benchmark ofASlowAuthority() {
        return new PipelineBenchmark(
                "pipeline-slow", Duration.ofMillis(500), 1_500, Maximum.SOUGHT, 1);
    }

    static Benchmark endurance() {
        return new PipelineBenchmark(
                "pipeline-endurance", Duration.ofMillis(500), 500, Maximum.NOT_SOUGHT, 6);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String measures() {
        return "Jobs from the moment their request should have been sent until their callback is received, through all"
                + " services, with an authority that takes %d ms and sends a photo of 30 to 300 KB with one answer in ten."
                        .formatted(latency.toMillis())
                + " Every job has a job_id, a user, an ID number and inputs of its own; %d partners."
                        .formatted(40)
                + switch (maximum) {
                    case NOT_SOUGHT -> "";
                    case SOUGHT -> MOST;
                    case BESIDE_THE_BARE_ONE ->
                            MOST
                                    + " The bare pipeline publishes, consumes, asks the same authority, stores its answer and POSTs it to the"
                                    + " same receiver, in one process, and does nothing else.";
                };
    }

    @Override
    public void run(Workbench bench) {
        try (var receiver = Receiver.open(bench.vertx());
                var journeys = new Journeys(ledger, receiver);
                var system =
                        bench.systemWithAuthority(
                                Service.INTAKE, Service.WORKER, Service.DISPATCHER)) {
            system.answerIn(SandboxKey.AUTHORITY, latency);
            var requests = new JobRequests(system.partners(), receiver::urlOf, bench.clock());
            var client = new Client(bench.vertx(), system.originOf(Service.INTAKE), CONNECTIONS);
            var submissions = new Submissions(client, requests);
            var target = journeys.of(submissions::submit);
            var bytesBefore = bytesStored(system);
            var most =
                    maximum == Maximum.NOT_SOUGHT
                            ? Double.MAX_VALUE
                            : atMost(bench, system, target);
            arriving(bench, system, journeys, target, most);
            reconcile(bench, system, bytesBefore);
            client.close();
            if (maximum == Maximum.BESIDE_THE_BARE_ONE) {
                bare(bench, system, receiver, requests, most);
            }
        }
    }

    private static double atMost(Workbench bench, MeasuredSystem system, Target target) {
        var most = bench.most("at the maximum", target, UNDER_WAY, system, Map.of());
        bench.figure(Figure.of("jobs at most", most.perSecond(), "jobs/s"));
        return most.perSecond();
    }

    /** At the rate that is to be borne, or at a part of what is possible if that is less. */
    private void arriving(
            Workbench bench, MeasuredSystem system, Journeys journeys, Target target, double most) {
        var rate = Math.min(perSecond, PART_OF_MOST * most);
        if (maximum == Maximum.NOT_SOUGHT) {
            bench.warmUp(target, rate);
        }
        var underWay = new Trend();
        var records = new TopicReader(system.kafkaClient());
        var lagBefore = lag(records);
        var begun = System.nanoTime();
        var looking =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (!Thread.currentThread().isInterrupted()) {
                                        underWay.add(
                                                Duration.ofNanos(System.nanoTime() - begun),
                                                journeys.underWay());
                                        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                                    }
                                });
        var before = system.processorTime(Map.of());
        Load load;
        try {
            load =
                    bench.arriving(
                            "arriving",
                            target,
                            rate,
                            bench.scale().endurance().multipliedBy(timesAsLong));
        } finally {
            looking.interrupt();
        }
        bench.finding("arriving: processors", system.processorTime(Map.of()).since(before));
        bench.finding("records behind, before and after", lagBefore + ", " + lag(records));
        bench.figure(
                Figure.of("jobs that arrived and ended", load.perSecond(), "jobs/s")
                        .atLeast(perSecond * (1 - NO_GROWTH)));
        bench.figure(
                Figure.of("growth of what is under way", underWay.perSecond(), "jobs/s")
                        .atMost(perSecond * NO_GROWTH));
        bench.figure(Figure.of("under way on average", underWay.mean(), "jobs"));
        bench.figure(Figure.of("under way at most", underWay.max(), "jobs"));
        bench.figure(Workbench.milliseconds("p50 from request to callback", load, 50));
        bench.figure(Workbench.milliseconds("p99 from request to callback", load, 99));
        bench.figure(Workbench.milliseconds("p99.9 from request to callback", load, 99.9));
    }

    /** Every accepted job has its callback and one result, and the authority was asked about as many numbers. */
    private void reconcile(Workbench bench, MeasuredSystem system, long bytesBefore) {
        var reconciliation = ledger.reconcile().requireWhole("callbacks of accepted jobs");
        bench.finding("callbacks against accepted jobs", reconciliation);
        var jobs = reconciliation.accepted() + reconciliation.unconfirmed();
        Awaiting.until(
                "every delivery to be recorded",
                () ->
                        system.count(
                                        "SELECT count(*) FROM dispatcher.delivery WHERE state = 'delivered'")
                                >= jobs,
                ALL_STORED);
        requireSame("results", system.count("SELECT count(*) FROM worker.result"), jobs);
        requireSame(
                "numbers the authority was asked about",
                system.distinctNumbersAskedOf(SandboxKey.AUTHORITY),
                jobs);
        bench.finding("results, and numbers the authority was asked about", jobs);
        bench.figure(
                Figure.of(
                        "stored for a job, in PostgreSQL and in Kafka",
                        (bytesStored(system) - bytesBefore) / 1024.0 / jobs,
                        "KB"));
    }

    private static void requireSame(String what, long found, long wanted) {
        if (found != wanted) {
            throw new LostJobsException(
                    "%s: %d, and %d jobs were accepted".formatted(what, found, wanted));
        }
    }

    private void bare(
            Workbench bench,
            MeasuredSystem system,
            Receiver receiver,
            JobRequests requests,
            double most) {
        system.stop(Service.DISPATCHER, Service.WORKER, Service.INTAKE);
        var bareLedger = new JobLedger();
        try (var service =
                        BareService.askingAt(
                                system,
                                RECORD_BYTES,
                                SandboxKey.lookupsAt(system.originOf(Service.SANDBOX_AUTHORITY)),
                                SandboxKey.VALUE);
                var journeys = new Journeys(bareLedger, receiver)) {
            var client = new Client(bench.vertx(), service.origin(), CONNECTIONS);
            var target =
                    journeys.of(
                            number ->
                                    client.post(
                                                    "/journey",
                                                    requests.async(number),
                                                    Map.of(
                                                            "Id-Number",
                                                            JobRequests.idNumber(number),
                                                            "Callback-Url",
                                                            receiver.urlOf(number)))
                                            .thenApply(answer -> answer.status() == 200));
            var load =
                    bench.most(
                            "the bare pipeline",
                            target,
                            UNDER_WAY,
                            system,
                            Map.of("bare-service", service.pid()));
            bareLedger.reconcile().requireWhole("callbacks of the bare pipeline");
            bench.figure(Figure.of("the bare pipeline at most", load.perSecond(), "jobs/s"));
            bench.figure(Figure.of("of what the bare one does", most / load.perSecond(), ""));
            client.close();
        }
    }

    private static long bytesStored(MeasuredSystem system) {
        return system.count("SELECT pg_database_size(current_database())") + system.bytesInTopics();
    }

    private static long lag(TopicReader records) {
        return records.lag("verification-worker", Topics.JOBS.topicName())
                + records.lag("callback-dispatcher", Topics.RESULTS.topicName());
    }
}
