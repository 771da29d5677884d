package dev.kycplatform.intake.job.persistence;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.intake.job.AbuseLimit;
import dev.kycplatform.intake.job.IdNumberUses;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Deletes counts that have run out, so that the table stays as large as the window is long. */
@ApplicationScoped
class ForgetIdNumberUses {
    private static final Logger LOG = Logger.getLogger(ForgetIdNumberUses.class);
    private static final Duration BETWEEN = Duration.ofMinutes(10);

    private final IdNumberUses uses;
    private final AbuseLimit limit;
    private final Clock clock;
    private final Thread thread =
            Thread.ofVirtual().name("forget-id-number-uses").unstarted(this::run);

    ForgetIdNumberUses(IdNumberUses uses, AbuseLimit limit, Clock clock) {
        this.uses = uses;
        this.limit = limit;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (limit.isOn()) {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(BETWEEN);
                forget();
            }
        } catch (InterruptedException _) {
            // The service stops.
        }
    }

    private void forget() {
        try {
            uses.forgetBefore(clock.instant().minus(limit.window()));
        } catch (KycException e) {
            LOG.debugf(e, "Old counts are left for the next round: code=%s", e.code());
        }
    }
}
