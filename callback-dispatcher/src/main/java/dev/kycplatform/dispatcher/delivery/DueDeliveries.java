package dev.kycplatform.dispatcher.delivery;

import static java.util.Objects.requireNonNull;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.dispatcher.DispatcherConfig;
import dev.kycplatform.dispatcher.delivery.Slots.Slot;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** While a lane is at its bound more may be due there, and its attempts may be quick. */
    private static final Duration UNTIL_LANE_HAS_ROOM = Duration.ofMillis(20);

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

    /** @return how long to wait before the next round */
    private Duration takeUp() {
        if (!engine.isReady()) {
            return pollInterval;
        }
        var room = slots.awaitRoom(pollInterval);
        if (room.isNone() || begin(room) > 0) {
            return Duration.ZERO;
        }
        return room.full().isEmpty() ? pollInterval : UNTIL_LANE_HAS_ROOM;
    }

    /** @return how many attempts were begun */
    private int begin(Room room) {
        var taken = new HashMap<DeliveryKey, Slot>();
        try {
            var claimed = outages.get(() -> claim(room, taken));
            for (var delivery : claimed) {
                engine.begin(
                        delivery, Optional.empty(), requireNonNull(taken.remove(delivery.key())));
            }
            return claimed.size();
        } finally {
            release(taken);
        }
    }

    private List<Delivery> claim(Room room, Map<DeliveryKey, Slot> taken) {
        try {
            return deliveries.claimDue(room, candidate -> hasTaken(candidate, taken));
        } catch (KycException e) {
            // Whoever waits for an outage to end holds nothing meanwhile.
            release(taken);
            throw e;
        }
    }

    private boolean hasTaken(Candidate candidate, Map<DeliveryKey, Slot> taken) {
        var slot =
                slots.tryTake(
                        candidate.lane(),
                        candidate.bodySize(),
                        candidate.isRetry() ? Turn.RETRY : Turn.FIRST);
        slot.ifPresent(free -> taken.put(candidate.key(), free));
        return slot.isPresent();
    }

    private static void release(Map<DeliveryKey, Slot> taken) {
        taken.values().forEach(Slot::close);
        taken.clear();
    }

    private void pause(Duration wait) {
        try {
            stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
