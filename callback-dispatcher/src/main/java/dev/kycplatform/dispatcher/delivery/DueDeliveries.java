package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.dispatcher.DispatcherConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Takes up what is due: retries, what found no room when it came, and what an instance left that died.
 * Takes no more than there is room for, so that no lease runs out in a queue.
 */
@ApplicationScoped
public class DueDeliveries {
    private static final Logger LOG = Logger.getLogger(DueDeliveries.class);

    /** An endpoint that is at its bound is asked again soon, but not in every round. */
    private static final Duration UNTIL_ENDPOINT_HAS_ROOM = Duration.ofSeconds(1);

    private final Deliveries deliveries;
    private final Slots slots;
    private final DeliveryEngine engine;
    private final ThroughOutages outages;
    private final Duration pollInterval;
    private final Duration stopWithin;
    private final CountDownLatch stopping = new CountDownLatch(1);

    DueDeliveries(
            Deliveries deliveries,
            Slots slots,
            DeliveryEngine engine,
            ThroughOutages outages,
            DispatcherConfig config) {
        this.deliveries = deliveries;
        this.slots = slots;
        this.engine = engine;
        this.outages = outages;
        this.pollInterval = config.pollInterval();
        this.stopWithin = config.stopWithin();
    }

    /** Begins, on a thread of its own. */
    public void start() {
        Thread.ofVirtual().name("due-deliveries").start(this::run);
    }

    /** Takes up nothing more and waits for attempts in flight; what is left is taken up again elsewhere. */
    public void stop() {
        stopping.countDown();
        slots.drain(stopWithin);
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try {
                if (!takeUp()) {
                    stopping.await(pollInterval.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (KycException e) {
                if (stopping.getCount() > 0) {
                    LOG.errorf(e, "Taking up what is due failed: code=%s", e.code());
                    pause();
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.error("Taking up what is due failed", e);
                pause();
            }
        }
    }

    /** @return true if more may be due */
    private boolean takeUp() {
        if (!engine.isReady()) {
            return false;
        }
        var room = slots.awaitRoom(pollInterval);
        if (room <= 0) {
            return stopping.getCount() > 0;
        }
        var due = outages.get(() -> deliveries.claimDue(room, slots.full()));
        var left = begin(due);
        if (!left.isEmpty()) {
            outages.get(
                    () -> {
                        deliveries.postpone(left, UNTIL_ENDPOINT_HAS_ROOM);
                        return true;
                    });
        }
        return due.size() == room;
    }

    /** @return what found no room */
    private List<Delivery> begin(List<Delivery> due) {
        var left = new ArrayList<Delivery>();
        for (var delivery : due) {
            slots.tryTakeForDue(delivery.endpoint(), delivery.bodySize())
                    .ifPresentOrElse(
                            slot -> engine.begin(delivery, slot), () -> left.add(delivery));
        }
        return left;
    }

    private void pause() {
        try {
            stopping.await(pollInterval.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
