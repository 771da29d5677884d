package dev.kycplatform.benchmarks;

import dev.kycplatform.benchmarks.reconciliation.LostJobsException;
import dev.kycplatform.benchmarks.report.Fact;
import dev.kycplatform.benchmarks.report.Report;
import dev.kycplatform.benchmarks.system.Place;
import dev.kycplatform.localstack.process.ProcessException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs benchmarks one after the other and keeps what they found. Ends 0 if nothing was lost, whether or not every figure
 * was reached: what a machine can do is no error, losing a job is.
 */
@Command(
        name = "bench",
        description = "Measures the running services and writes what was found.",
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    private static final List<Benchmark> ALL =
            List.of(
                    new IntakeBenchmark(),
                    new BulkBenchmark(),
                    new SyncBenchmark(),
                    PipelineBenchmark.ofAFastAuthority(),
                    PipelineBenchmark.ofASlowAuthority(),
                    PipelineBenchmark.endurance(),
                    new CallbacksBenchmark(),
                    new NeighboursBenchmark(),
                    new BacklogBenchmark(),
                    new GrowthBenchmark(),
                    new StartBenchmark());

    private final Place place = Place.current();

    @Parameters(
            paramLabel = "NAME",
            description =
                    "Which; all of them if none is named. There are: intake, bulk, sync, pipeline, pipeline-slow,"
                            + " pipeline-endurance, callbacks, neighbours, backlog, growth, start.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--results",
            paramLabel = "DIRECTORY",
            description = "Where the results go; benchmarks/results unless said otherwise.")
    private @Nullable Path results;

    @Option(
            names = "--brief",
            description =
                    "Seconds instead of minutes: shows that it runs. Nothing is written unless --results is there.")
    private boolean isBrief;

    @Option(
            names = "--stored",
            paramLabel = "N",
            description =
                    "How many jobs growth and backlog fill the database with; 1000000 unless said otherwise.")
    private int stored;

    private Bench() {}

    public static void main(String[] arguments) {
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        var commands = new CommandLine(new Bench());
        commands.setExecutionExceptionHandler(
                (exception, _, _) -> {
                    if (exception instanceof ProcessException
                            || exception instanceof LostJobsException) {
                        System.err.println("kyc bench: " + exception.getMessage());
                        return ExitCode.SOFTWARE;
                    }
                    throw exception;
                });
        System.exit(commands.execute(arguments));
    }

    @Override
    public Integer call() {
        var unknown = names.stream().filter(Predicate.not(Bench::isKnown)).toList();
        if (!unknown.isEmpty()) {
            System.err.printf(
                    "kyc bench: there is no benchmark %s; there are %s%n",
                    String.join(", ", unknown),
                    String.join(", ", ALL.stream().map(Benchmark::name).toList()));
            return ExitCode.USAGE;
        }
        for (var benchmark : ALL) {
            if (names.isEmpty() || names.contains(benchmark.name())) {
                keep(measured(benchmark));
            }
        }
        return ExitCode.OK;
    }

    private Report measured(Benchmark benchmark) {
        try (var bench = new Workbench(place, scale(), Bench::say)) {
            say("--- " + benchmark.name());
            benchmark.run(bench);
            var circumstances = new ArrayList<>(bench.circumstances());
            circumstances.add(
                    new Fact(
                            "command",
                            "`./kyc bench "
                                    + benchmark.name()
                                    + (isBrief ? " --brief" : "")
                                    + (stored > 0 ? " --stored " + stored : "")
                                    + "`"));
            return new Report(
                    benchmark.name(),
                    benchmark.measures(),
                    Clock.systemUTC().instant(),
                    circumstances,
                    bench.figures(),
                    bench.findings());
        }
    }

    private Scale scale() {
        var scale = isBrief ? Scale.BRIEF : Scale.FULL;
        return stored > 0 ? scale.withStored(stored) : scale;
    }

    private void keep(Report report) {
        System.out.printf("%n%s%n", report.toMarkdown());
        if (results != null) {
            report.write(results);
        } else if (!isBrief) {
            report.write(place.checkout().resolve("benchmarks/results"));
        }
    }

    private static boolean isKnown(String name) {
        return ALL.stream().anyMatch(benchmark -> benchmark.name().equals(name));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
