package dev.kycplatform.lag;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lag as metrics. Labels are groups that configuration names, topics of the platform and their partitions. Every instance of
 * a service tells the same of its groups, so that one that is wedged or dead hides nothing: take the maximum.
 */
@ApplicationScoped
class LagGauges {
    private static final double MILLIS = 1000;

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<GroupPartition, Boolean> shown = new ConcurrentHashMap<>();
    private volatile Map<GroupPartition, PartitionLag> latest = Map.of();
    private volatile Instant at;

    LagGauges(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.at = clock.instant();
        Gauge.builder("kyc.lag.reading.age", this, LagGauges::sinceReading)
                .description("How long ago the broker was last asked about lag")
                .baseUnit("seconds")
                .register(registry);
    }

    void show(LagReport report) {
        latest =
                report.partitions().stream()
                        .collect(Collectors.toUnmodifiableMap(PartitionLag::of, lag -> lag));
        at = report.at();
        latest.keySet().forEach(of -> shown.computeIfAbsent(of, this::register));
    }

    private Boolean register(GroupPartition of) {
        var tags =
                Tags.of(
                        "group",
                        of.group(),
                        "topic",
                        of.topic(),
                        "partition",
                        Integer.toString(of.partition()));
        gauge(
                "kyc.lag.records",
                "Records written and not handled",
                of,
                tags,
                PartitionLag::records);
        gauge(
                "kyc.lag.seconds",
                "How long the oldest record that is not handled has waited",
                of,
                tags,
                lag ->
                        lag.age(clock.instant())
                                .map(age -> age.toMillis() / MILLIS)
                                .orElse(Double.NaN));
        counter(
                "kyc.lag.consumed",
                "Records that the group has handled: its committed offset",
                of,
                tags,
                lag -> lag.standing().position());
        counter(
                "kyc.lag.produced",
                "Records that were written: the partition's end",
                of,
                tags,
                lag -> lag.standing().end());
        return true;
    }

    private void gauge(
            String name,
            String description,
            GroupPartition of,
            Tags tags,
            ToDoubleFunction<PartitionLag> value) {
        Gauge.builder(name, this, gauges -> gauges.of(of, value))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private void counter(
            String name,
            String description,
            GroupPartition of,
            Tags tags,
            ToDoubleFunction<PartitionLag> value) {
        FunctionCounter.builder(name, this, gauges -> gauges.of(of, value))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    /** Not a number once its topic is gone, or where it is not known. */
    private double of(GroupPartition of, ToDoubleFunction<PartitionLag> value) {
        @Nullable PartitionLag lag = latest.get(of);
        return lag == null ? Double.NaN : value.applyAsDouble(lag);
    }

    private double sinceReading() {
        return Duration.between(at, clock.instant()).toMillis() / MILLIS;
    }
}
