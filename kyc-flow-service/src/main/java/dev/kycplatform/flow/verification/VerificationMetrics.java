package dev.kycplatform.flow.verification;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what becomes of verifications. */
@ApplicationScoped
class VerificationMetrics {
    private final MeterRegistry registry;

    VerificationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void moved(Step step) {
        registry.counter(
                        "kyc.verifications",
                        "status",
                        step.after().state().wire(),
                        "cause",
                        step.cause().wire())
                .increment();
    }

    /** The ID type is not enabled (1016): somebody must look at it. */
    void notActivated(String idType) {
        registry.counter("kyc.verifications.not.activated", "id_type", idType).increment();
    }

    void unavailable(String idType) {
        registry.counter("kyc.verifications.unavailable", "id_type", idType).increment();
    }

    /** Lookups that no record on the topic had led to an answer of. */
    void reconciled(String how, int many) {
        registry.counter("kyc.verifications.reconciled", "how", how).increment(many);
    }
}
