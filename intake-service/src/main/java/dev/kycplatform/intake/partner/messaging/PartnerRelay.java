package dev.kycplatform.intake.partner.messaging;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.deployment.DependencyRecovery;
import dev.kycplatform.intake.IntakeConfig;
import dev.kycplatform.intake.partner.ForgetExpiredSecrets;
import dev.kycplatform.intake.partner.PublishPartners;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Looks for changes of partners a few times a second, on a virtual thread of its own. */
@ApplicationScoped
class PartnerRelay {
    private static final Logger LOG = Logger.getLogger(PartnerRelay.class);

    private final PublishPartners publishPartners;
    private final ForgetExpiredSecrets forgetExpiredSecrets;
    private final DependencyRecovery recovery;
    private final Clock clock;
    private final Duration interval;
    private final Duration checkInterval;
    private final Thread thread = Thread.ofVirtual().name("partner-relay").unstarted(this::run);
    private volatile boolean stopping;

    PartnerRelay(
            PublishPartners publishPartners,
            ForgetExpiredSecrets forgetExpiredSecrets,
            DependencyRecovery recovery,
            Clock clock,
            IntakeConfig config) {
        this.publishPartners = publishPartners;
        this.forgetExpiredSecrets = forgetExpiredSecrets;
        this.recovery = recovery;
        this.clock = clock;
        this.interval = config.partnerRelayInterval();
        this.checkInterval = config.partnerCheckInterval();
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        thread.interrupt();
    }

    private void run() {
        // Soon: until a topic that was lost has its partners again, nobody may come in.
        var nextCheck = clock.instant();
        while (!stopping) {
            try {
                nextCheck = round(nextCheck);
                Thread.sleep(interval);
            } catch (InterruptedException _) {
                return;
            } catch (KycException e) {
                awaitRecovery(e);
            } catch (RuntimeException e) {
                LOG.error("Publishing partners failed, trying again", e);
            }
        }
    }

    private Instant round(Instant nextCheck) {
        publishPartners.publish();
        if (clock.instant().isBefore(nextCheck)) {
            return nextCheck;
        }
        if (!publishPartners.repair()) {
            return nextCheck;
        }
        forgetExpiredSecrets.forget();
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
