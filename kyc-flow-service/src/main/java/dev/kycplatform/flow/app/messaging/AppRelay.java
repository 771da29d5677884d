package dev.kycplatform.flow.app.messaging;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.deployment.DependencyRecovery;
import dev.kycplatform.flow.FlowConfig;
import dev.kycplatform.flow.app.PublishApps;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Looks for changes of apps a few times a second, on a virtual thread of its own. */
@ApplicationScoped
class AppRelay {
    private static final Logger LOG = Logger.getLogger(AppRelay.class);

    private final PublishApps publishApps;
    private final DependencyRecovery recovery;
    private final Clock clock;
    private final Duration interval;
    private final Duration checkInterval;
    private final Thread thread = Thread.ofVirtual().name("app-relay").unstarted(this::run);
    private volatile boolean stopping;

    AppRelay(PublishApps publishApps, DependencyRecovery recovery, Clock clock, FlowConfig config) {
        this.publishApps = publishApps;
        this.recovery = recovery;
        this.clock = clock;
        this.interval = config.appRelayInterval();
        this.checkInterval = config.appCheckInterval();
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        thread.interrupt();
    }

    private void run() {
        var nextCheck = clock.instant().plus(checkInterval);
        while (!stopping) {
            try {
                nextCheck = round(nextCheck);
                Thread.sleep(interval);
            } catch (InterruptedException _) {
                return;
            } catch (KycException e) {
                awaitRecovery(e);
            } catch (RuntimeException e) {
                LOG.error("Publishing apps failed, trying again", e);
            }
        }
    }

    private Instant round(Instant nextCheck) {
        publishApps.publish();
        if (clock.instant().isBefore(nextCheck)) {
            return nextCheck;
        }
        publishApps.repair();
        return clock.instant().plus(checkInterval);
    }

    private void awaitRecovery(KycException failure) {
        try {
            recovery.await(failure);
        } catch (KycException _) {
            // The service stops.
        }
    }
}
