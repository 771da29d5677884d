package dev.kycplatform.worker.parking.persistence;

import dev.kycplatform.worker.parking.ParkedJobDrain;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Drains for as long as the service runs. */
@ApplicationScoped
class DrainLifecycle {
    private final ParkedJobDrain drain;

    DrainLifecycle(ParkedJobDrain drain) {
        this.drain = drain;
    }

    void start(@Observes StartupEvent event) {
        drain.start();
    }

    void stop(@Observes ShutdownEvent event) {
        drain.stop();
    }
}
