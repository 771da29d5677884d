package dev.kycplatform.sandbox.fault;

import java.time.Duration;

/** How long an authority takes to answer. */
public sealed interface Latency {
    /** The 99th percentile of the standard normal distribution. */
    double P99_DEVIATIONS = 2.3263478740408408;

    /**
     * One drawing.
     *
     * @param deviation drawn from the standard normal distribution
     */
    Duration draw(double deviation);

    /** No longer than the work takes. */
    record None() implements Latency {
        @Override
        public Duration draw(double deviation) {
            return Duration.ZERO;
        }
    }

    /** Always the same. */
    record Fixed(Duration delay) implements Latency {
        @Override
        public Duration draw(double deviation) {
            return delay;
        }
    }

    /** Log-normal, as the latency of real services tends to be, given by the two figures people quote. */
    record Spread(Duration median, Duration p99) implements Latency {
        @Override
        public Duration draw(double deviation) {
            var spread = Math.log((double) p99.toNanos() / median.toNanos()) / P99_DEVIATIONS;
            return Duration.ofNanos(Math.round(median.toNanos() * Math.exp(spread * deviation)));
        }
    }
}
