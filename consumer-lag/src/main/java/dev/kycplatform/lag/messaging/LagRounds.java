package dev.kycplatform.lag.messaging;

import dev.kycplatform.lag.LagConfig;
import dev.kycplatform.lag.WatchLag;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Looks at the lag now and then, on a thread of its own. */
@ApplicationScoped
class LagRounds {
    private final WatchLag watchLag;
    private final LagConfig config;
    private final Thread thread = Thread.ofVirtual().name("consumer-lag").unstarted(this::run);

    LagRounds(WatchLag watchLag, LagConfig config) {
        this.watchLag = watchLag;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                watchLag.look();
                Thread.sleep(config.every());
            }
        } catch (InterruptedException _) {
            // The service stops.
        }
    }
}
