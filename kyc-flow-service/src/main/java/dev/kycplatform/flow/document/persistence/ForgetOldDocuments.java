package dev.kycplatform.flow.document.persistence;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.flow.FlowConfig;
import dev.kycplatform.flow.document.ForgetDocuments;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Looks for documents to forget now and then, on a virtual thread of its own. Any number of instances may. */
@ApplicationScoped
class ForgetOldDocuments {
    private static final Logger LOG = Logger.getLogger(ForgetOldDocuments.class);

    private final ForgetDocuments forgetDocuments;
    private final Duration interval;
    private final Thread thread = Thread.ofVirtual().name("forget-documents").unstarted(this::run);

    ForgetOldDocuments(ForgetDocuments forgetDocuments, FlowConfig config) {
        this.forgetDocuments = forgetDocuments;
        this.interval = config.document().forgetInterval();
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
                Thread.sleep(interval);
                forget();
            }
        } catch (InterruptedException _) {
            // The service stops.
        }
    }

    private void forget() {
        try {
            var mayBeMore = true;
            while (mayBeMore) {
                mayBeMore = forgetDocuments.forget();
            }
        } catch (KycException e) {
            LOG.debugf(e, "Old documents are left for the next round: code=%s", e.code());
        } catch (RuntimeException e) {
            // A commit that fails is one: it must not end the forgetting.
            LOG.error("Old documents are left for the next round", e);
        }
    }
}
