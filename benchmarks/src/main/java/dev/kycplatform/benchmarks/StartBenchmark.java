package dev.kycplatform.benchmarks;

import dev.kycplatform.benchmarks.report.Figure;
import dev.kycplatform.benchmarks.system.MeasuredSystem;
import dev.kycplatform.localstack.Instance;
import dev.kycplatform.localstack.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** How soon a service is there, and what it takes of memory then. */
final class StartBenchmark implements Benchmark {
    private static final int TIMES = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final double KILOBYTES_IN_MEGABYTE = 1024;

    /** What a deployment runs. */
    private static final List<Service> SERVICES =
            List.of(Service.INTAKE, Service.WORKER, Service.DISPATCHER, Service.FLOW);

    private static final List<Service> ALL = List.of(Service.values());

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String measures() {
        return ("From the start of a service's process until it says that it is ready, the others at rest, the database"
                        + " migrated and a start watched before (the JDK's AOT cache, as in the images): the median of %d starts,"
                        + " and the process's resident memory at that moment.")
                .formatted(TIMES);
    }

    @Override
    public void run(Workbench bench) {
        bench.trainStarts(ALL);
        try (var system = bench.system(ALL, Map.of())) {
            SERVICES.forEach(service -> starts(bench, system, service));
        }
    }

    private static void starts(Workbench bench, MeasuredSystem system, Service service) {
        var instance = system.stack().service(service);
        var starts =
                IntStream.range(0, TIMES).mapToObj(_ -> start(system, instance)).sorted().toList();
        var median = starts.get(TIMES / 2);
        bench.finding(
                service.label() + ": slowest start",
                "%.2f s".formatted(starts.getLast().seconds()));
        bench.figure(Figure.of(service.label() + ": ready after", median.seconds(), "s").atMost(3));
        bench.figure(Figure.of(service.label() + ": memory then", median.megabytes(), "MB"));
    }

    private record Start(double seconds, double megabytes) implements Comparable<Start> {
        @Override
        public int compareTo(Start other) {
            return Double.compare(seconds, other.seconds);
        }
    }

    private static Start start(MeasuredSystem system, Instance instance) {
        instance.stop();
        var begun = System.nanoTime();
        instance.launch();
        while (!instance.isReady()) {
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                throw new IllegalStateException(instance.name() + " does not get ready");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        var took = System.nanoTime() - begun;
        return new Start(
                took / 1e9,
                system.residentKilobytes(instance.process().orElseThrow().pid())
                        / KILOBYTES_IN_MEGABYTE);
    }
}
