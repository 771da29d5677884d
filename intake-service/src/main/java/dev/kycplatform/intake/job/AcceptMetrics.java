package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.job.Lane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;

/** Counts accepted jobs. What is refused is counted where it is answered. */
@ApplicationScoped
class AcceptMetrics {
    private final Map<Lane, Counter> accepted = new EnumMap<>(Lane.class);
    private final Map<Lane, Counter> repeated = new EnumMap<>(Lane.class);

    AcceptMetrics(MeterRegistry registry) {
        for (var lane : Lane.values()) {
            accepted.put(lane, counter(registry, lane, false));
            repeated.put(lane, counter(registry, lane, true));
        }
    }

    private static Counter counter(MeterRegistry registry, Lane lane, boolean isRepeat) {
        return Counter.builder("kyc.accepted")
                .description("Requests for a job that were answered with success")
                .tag("lane", label(lane))
                .tag("repeat", Boolean.toString(isRepeat))
                .register(registry);
    }

    private static String label(Lane lane) {
        return switch (lane) {
            case ASYNC -> "async";
            case SYNC -> "sync";
        };
    }

    void accepted(Lane lane, boolean isRepeat) {
        var counter = (isRepeat ? repeated : accepted).get(lane);
        if (counter != null) {
            counter.increment();
        }
    }
}
