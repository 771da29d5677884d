package dev.kycplatform.worker.usage.persistence;

import dev.kycplatform.worker.usage.CountUsage;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Counts for as long as the service runs. */
@ApplicationScoped
class UsageLifecycle {
    private final CountUsage countUsage;

    UsageLifecycle(CountUsage countUsage) {
        this.countUsage = countUsage;
    }

    void start(@Observes StartupEvent event) {
        countUsage.start();
    }

    void stop(@Observes ShutdownEvent event) {
        countUsage.stop();
    }
}
