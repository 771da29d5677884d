package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.error.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;

/** Counts records nobody could handle. In the global registry, which a service's own is part of. */
final class DeadLetterMetrics {
    private DeadLetterMetrics() {}

    /** @param topic one that this service reads */
    static void added(String topic, ErrorCode cause) {
        Counter.builder("kyc.dead.letters")
                .description("Records nobody could handle")
                .tag("topic", topic)
                .tag("cause", cause.name())
                .register(Metrics.globalRegistry)
                .increment();
    }
}
