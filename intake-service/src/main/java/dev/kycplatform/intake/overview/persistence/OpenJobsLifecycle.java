package dev.kycplatform.intake.overview.persistence;

import dev.kycplatform.intake.overview.WatchOpenJobs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Looks at open jobs for as long as the service runs. */
@ApplicationScoped
class OpenJobsLifecycle {
    private final WatchOpenJobs watchOpenJobs;

    OpenJobsLifecycle(WatchOpenJobs watchOpenJobs) {
        this.watchOpenJobs = watchOpenJobs;
    }

    void start(@Observes StartupEvent event) {
        watchOpenJobs.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watchOpenJobs.stop();
    }
}
