package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.dispatcher.delivery.Slots.Slot;
import dev.kycplatform.partners.PartnerDirectory;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Runs attempts, each on a virtual thread of its own, as many as there are slots. */
@Singleton
class DeliveryEngine {
    private static final Logger LOG = Logger.getLogger(DeliveryEngine.class);

    private final AttemptDelivery attempting;
    private final PartnerDirectory partners;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    DeliveryEngine(AttemptDelivery attempting, PartnerDirectory partners) {
        this.attempting = attempting;
        this.partners = partners;
    }

    /** Before every partner is known an attempt would be wasted. */
    boolean isReady() {
        return partners.isComplete();
    }

    /**
     * Returns at once; the slot is free again when the attempt has ended and is recorded.
     *
     * @param content what is to be sent, if it was read already
     */
    void begin(Delivery delivery, Optional<SealedContent> content, Slot slot) {
        threads.execute(() -> run(delivery, content, slot));
    }

    private void run(Delivery delivery, Optional<SealedContent> content, Slot slot) {
        try {
            attempting.attempt(delivery, content);
        } catch (KycException e) {
            if (e.isWorthRepeating()) {
                // The service stops.
                LOG.infof(
                        "Left an attempt to whoever has the lease next: webhookId=%s",
                        delivery.webhookId());
            } else {
                broke(delivery, e);
            }
        } catch (RuntimeException e) {
            broke(delivery, e);
        } finally {
            slot.close();
        }
    }

    private static void broke(Delivery delivery, RuntimeException e) {
        LOG.errorf(e, "An attempt broke, its lease will end: webhookId=%s", delivery.webhookId());
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
