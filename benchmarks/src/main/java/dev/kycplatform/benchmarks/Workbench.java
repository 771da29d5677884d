package dev.kycplatform.benchmarks;

import dev.kycplatform.benchmarks.load.ClosedLoop;
import dev.kycplatform.benchmarks.load.Load;
import dev.kycplatform.benchmarks.load.OpenLoop;
import dev.kycplatform.benchmarks.load.Target;
import dev.kycplatform.benchmarks.load.Timekeeper;
import dev.kycplatform.benchmarks.reconciliation.LostJobsException;
import dev.kycplatform.benchmarks.report.Fact;
import dev.kycplatform.benchmarks.report.Figure;
import dev.kycplatform.benchmarks.system.MeasuredSystem;
import dev.kycplatform.benchmarks.system.Place;
import dev.kycplatform.localstack.Service;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a benchmark works with, and where it puts down what it finds. One run of one benchmark. */
final class Workbench implements AutoCloseable {
    /** Processors that compilers may have and yet be next to idle. */
    private static final double STILL_COMPILING = 0.05;

    private static final int MOST_WARM_UPS = 6;

    private final Place place;
    private final Scale scale;
    private final Consumer<String> progress;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
    private final Clock clock = Clock.systemUTC();
    private final List<Figure> figures = new ArrayList<>();
    private final List<Fact> findings = new ArrayList<>();
    private final List<Fact> circumstances = new ArrayList<>();

    Workbench(Place place, Scale scale, Consumer<String> progress) {
        this.place = place;
        this.scale = scale;
        this.progress = progress;
    }

    /** Started empty; the benchmark closes it. */
    MeasuredSystem system(List<Service> services, Map<Service, Map<String, String>> environment) {
        var system = MeasuredSystem.start(place, services, environment, this::say);
        if (circumstances.isEmpty()) {
            circumstances.addAll(system.circumstances());
        }
        return system;
    }

    /** The same of these and of an authority that they may ask. */
    MeasuredSystem systemWithAuthority(Service... services) {
        var all = new ArrayList<>(List.of(services));
        all.addFirst(Service.SANDBOX_AUTHORITY);
        return system(all, SandboxKey.environment());
    }

    /** @see MeasuredSystem#trainStarts */
    void trainStarts(List<Service> services) {
        say("watching a start of each service");
        MeasuredSystem.trainStarts(place, services, this::say);
    }

    Scale scale() {
        return scale;
    }

    Vertx vertx() {
        return vertx;
    }

    Clock clock() {
        return clock;
    }

    static OpenLoop openLoop() {
        return new OpenLoop(Timekeeper.SYSTEM);
    }

    static ClosedLoop closedLoop() {
        return new ClosedLoop(Timekeeper.SYSTEM);
    }

    void figure(Figure figure) {
        figures.add(figure);
        say("%s: %.2f %s".formatted(figure.what(), figure.value(), figure.unit()));
    }

    void finding(String name, Object value) {
        findings.add(new Fact(name, value.toString()));
        say(name + ": " + value);
    }

    /** A load that was to be answered whole, told with what was not. */
    void load(String name, Load load) {
        finding(
                name,
                "%.0f/s; %s%s"
                        .formatted(
                                load.perSecond(),
                                load.latencies(),
                                load.isClean()
                                        ? ""
                                        : "; refused %d, no answer %d"
                                                .formatted(load.refused(), load.broken())));
    }

    /**
     * As many exchanges as can be had, once everything is warm. Tells who was busy meanwhile.
     *
     * @throws LostJobsException if any was refused or not answered
     */
    Load most(
            String name,
            Target target,
            int callers,
            MeasuredSystem system,
            Map<String, Long> otherProcesses) {
        warmUp(name, target, callers, system, otherProcesses);
        say("measuring: " + name);
        var before = system.processorTime(otherProcesses);
        var load = closedLoop().run(target, callers, scale.shortWarmUp(), scale.measured());
        finding(name + ": processors", system.processorTime(otherProcesses).since(before));
        load(name, load);
        return requireClean(name, load);
    }

    /** Under full load until the compilers have next to nothing left to do; it is their load, too. */
    private void warmUp(
            String name,
            Target target,
            int callers,
            MeasuredSystem system,
            Map<String, Long> otherProcesses) {
        say("warming up: " + name);
        double compiling = 1;
        for (int round = 0; round < MOST_WARM_UPS && compiling > STILL_COMPILING; round++) {
            var before = system.compilerTime(otherProcesses);
            closedLoop().run(target, callers, Duration.ZERO, scale.warmUp());
            compiling = system.compilerTime(otherProcesses).since(before);
            say("compilers had %.2f processors".formatted(compiling));
        }
        finding(
                name + ": compilers at the end of the warm-up",
                "%.2f processors".formatted(compiling));
    }

    /**
     * At a fixed rate, whatever comes of it.
     *
     * @throws LostJobsException if any was refused or not answered
     */
    Load arriving(String name, Target target, double perSecond, Duration during) {
        say("measuring: %s, %.0f/s".formatted(name, perSecond));
        var load = openLoop().run(target, perSecond, scale.shortWarmUp(), during);
        load(name, load);
        return requireClean(name, load);
    }

    /** @throws LostJobsException if any was refused or not answered, or there was none */
    static Load requireClean(String name, Load load) {
        if (load.answered() == 0) {
            throw new LostJobsException(name + ": nothing was answered");
        }
        if (!load.isClean()) {
            throw new LostJobsException(
                    "%s: %d refused and %d not answered, where nothing was to be refused"
                            .formatted(name, load.refused(), load.broken()));
        }
        return load;
    }

    static Figure milliseconds(String what, Load load, double percent) {
        return Figure.of(what, load.latencies().percentile(percent).toNanos() / 1e6, "ms");
    }

    /** What one took longer than the other. */
    static Figure milliseconds(String what, Load load, Load other, double percent) {
        var more =
                load.latencies().percentile(percent).minus(other.latencies().percentile(percent));
        return Figure.of(what, more.toNanos() / 1e6, "ms");
    }

    /** At a fixed rate, uncounted. */
    void warmUp(Target target, double perSecond) {
        say("warming up, %.0f/s".formatted(perSecond));
        openLoop().run(target, perSecond, scale.warmUp(), Duration.ZERO);
    }

    void say(String line) {
        progress.accept(line);
    }

    List<Figure> figures() {
        return figures;
    }

    List<Fact> findings() {
        return findings;
    }

    List<Fact> circumstances() {
        return circumstances;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
