package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.deployment.DependencyRecovery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Repeats what an outage kept from happening, until it happens or the service stops. */
@ApplicationScoped
class ThroughOutages {
    private final DependencyRecovery recovery;

    ThroughOutages(DependencyRecovery recovery) {
        this.recovery = recovery;
    }

    /**
     * For work that is safe to repeat; blocks a virtual thread.
     *
     * @throws KycException not worth repeating, or the service stops
     */
    <T> T get(Supplier<T> work) {
        while (true) {
            try {
                return work.get();
            } catch (KycException e) {
                if (!e.isWorthRepeating()) {
                    throw e;
                }
                recovery.await(e);
            }
        }
    }
}
