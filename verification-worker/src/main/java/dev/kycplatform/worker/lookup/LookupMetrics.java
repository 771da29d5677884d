package dev.kycplatform.worker.lookup;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Counts attempts and results. Labels are codes and the registry's authorities, so their number is bounded. */
@ApplicationScoped
class LookupMetrics {
    private final MeterRegistry registry;
    private final Clock clock;
    private final Timer awaited;
    private final Timer notAwaited;

    LookupMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.awaited = acceptToResult(registry, "sync");
        this.notAwaited = acceptToResult(registry, "async");
    }

    void asked(String authority, Answer answer, Duration took) {
        registry.timer("kyc.lookup.attempts", "authority", authority, "answer", answer.label())
                .record(took);
    }

    void postponed(String authority) {
        registry.counter("kyc.lookup.postponed", "authority", authority).increment();
    }

    /** Called once the result is stored. */
    void ended(JobResult result) {
        registry.counter(
                        "kyc.results",
                        "authority",
                        result.authority(),
                        "code",
                        result.code().wire())
                .increment();
        var lane = result.job().received().isAwaited() ? awaited : notAwaited;
        lane.record(Duration.between(result.job().received().acceptedAt(), clock.instant()));
    }

    private static Timer acceptToResult(MeterRegistry registry, String lane) {
        return Timer.builder("kyc.result.time")
                .description("From accepting a job to its result being stored")
                .tag("lane", lane)
                .serviceLevelObjectives(
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        Duration.ofHours(1),
                        Duration.ofHours(12))
                .register(registry);
    }
}
