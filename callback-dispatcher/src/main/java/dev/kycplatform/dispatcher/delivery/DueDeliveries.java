package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.dispatcher.DispatcherConfig;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Takes up what is due: retries, what found no room when it came, and what an instance left that died.
 * Takes no more than there is room for, so that no lease runs out in a queue.
 */
@Singleton
public class DueDeliveries {
    private static final Logger LOG = Logger.getLogger(DueDeliveries.class);

    /** While an endpoint is at its bound more may be due there, and its attempts may be quick. */
    private static final Duration UNTIL_ENDPOINT_HAS_ROOM = Duration.ofMillis(20);

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
                pause(takeUp());
            } catch (KycException e) {
                if (stopping.getCount() > 0) {
                    LOG.errorf(e, "Taking up what is due failed: code=%s", e.code());
                    pause(pollInterval);
                }
            } catch (RuntimeException e) {
                LOG.error("Taking up what is due failed", e);
                pause(pollInterval);
            }
        }
    }

    /**
     * Quiet endpoints first, then those that have attempts in flight already: however much is due at
     * one of these, it comes after whoever has waited.
     *
     * @return how long to wait before the next round
     */
    private Duration takeUp() {
        if (!engine.isReady()) {
            return pollInterval;
        }
        var room = slots.awaitRoom(pollInterval);
        var begun = begin(room, room.busy().keySet());
        if (!room.busy().isEmpty()) {
            room = slots.awaitRoom(Duration.ZERO);
            begun += begin(room, room.full());
        }
        if (begun > 0) {
            return Duration.ZERO;
        }
        return room.full().isEmpty() ? pollInterval : UNTIL_ENDPOINT_HAS_ROOM;
    }

    /** @return how many deliveries were claimed */
    private int begin(Room room, Set<Endpoint> except) {
        if (room.isNone()) {
            return 0;
        }
        var due = outages.get(() -> deliveries.claimDue(room, except));
        var left = due.stream().filter(delivery -> !hasBegun(delivery)).toList();
        if (!left.isEmpty()) {
            // A new job was faster.
            outages.get(
                    () -> {
                        deliveries.postpone(left, UNTIL_ENDPOINT_HAS_ROOM);
                        return true;
                    });
        }
        return due.size();
    }

    private boolean hasBegun(Delivery delivery) {
        var slot = slots.tryTakeForDue(delivery.endpoint(), delivery.bodySize());
        slot.ifPresent(taken -> engine.begin(delivery, taken));
        return slot.isPresent();
    }

    private void pause(Duration wait) {
        try {
            stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
