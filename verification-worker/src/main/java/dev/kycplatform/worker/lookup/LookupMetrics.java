package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.result.ResultCode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Counts attempts and results. Labels are codes and the registry's authorities, so their number is bounded. */
@ApplicationScoped
class LookupMetrics {
    private final MeterRegistry registry;

    LookupMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void asked(String authority, Answer answer, Duration took) {
        registry.timer("kyc.lookup.attempts", "authority", authority, "answer", label(answer))
                .record(took);
    }

    void postponed(String authority) {
        registry.counter("kyc.lookup.postponed", "authority", authority).increment();
    }

    void ended(String authority, ResultCode code) {
        registry.counter("kyc.results", "authority", authority, "code", code.wire()).increment();
    }

    private static String label(Answer answer) {
        return switch (answer) {
            case Answer.Found _ -> "found";
            case Answer.NotFound _ -> "not_found";
            case Answer.Refused _ -> "refused";
            case Answer.Unavailable _ -> "unavailable";
        };
    }
}
