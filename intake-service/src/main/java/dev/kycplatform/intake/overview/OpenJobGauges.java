package dev.kycplatform.intake.overview;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Accepted jobs without a result as metrics: how many, and since when the oldest waits. There from the start on, so no proxy
 * that is first made when there is something to show.
 */
@Singleton
class OpenJobGauges {
    private static final double MILLIS = 1000;

    private final Clock clock;
    private volatile Map<JobState, OpenJobs.Open> latest = Map.of();

    OpenJobGauges(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        for (var state : JobState.values()) {
            if (state != JobState.ANSWERED) {
                Gauge.builder("kyc.jobs.open", this, gauges -> gauges.jobs(state))
                        .description("Accepted jobs without a result, ten minutes old and older")
                        .tag("state", state.wire())
                        .register(registry);
                Gauge.builder("kyc.jobs.oldest", this, gauges -> gauges.age(state))
                        .description("How long ago the oldest of them was accepted")
                        .baseUnit("seconds")
                        .tag("state", state.wire())
                        .register(registry);
            }
        }
    }

    void show(Map<JobState, OpenJobs.Open> open) {
        latest = Map.copyOf(open);
    }

    private double jobs(JobState state) {
        var open = latest.get(state);
        return open == null ? 0 : open.jobs();
    }

    private double age(JobState state) {
        var open = latest.get(state);
        return open == null
                ? 0
                : Duration.between(open.oldest(), clock.instant()).toMillis() / MILLIS;
    }
}
