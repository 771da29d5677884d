package dev.kycplatform.flow.verification.messaging;

import dev.kycplatform.flow.verification.BackgroundWork;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts what runs by itself with the service, and stops it first. */
@ApplicationScoped
class VerificationLifecycle {
    private final BackgroundWork work;

    VerificationLifecycle(BackgroundWork work) {
        this.work = work;
    }

    /** After topics. */
    void start(@Observes @Priority(100) StartupEvent event) {
        work.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        work.stop();
    }
}
