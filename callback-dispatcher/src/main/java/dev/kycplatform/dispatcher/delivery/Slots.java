package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.dispatcher.DispatcherConfig;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The room for attempts in flight: so many in all, so many at one endpoint, so many bytes of bodies. New
 * jobs leave a quarter to what is due, or a steady stream of them would keep retries waiting for ever.
 */
@ApplicationScoped
public class Slots {
    /** A body stands in memory sealed and as it is sent. */
    private static final int COPIES = 2;

    /** The largest body there is, with its seal: 1.5 MB and a little more. */
    private static final long LARGEST_BODY = 1_700_000;

    private final int most;
    private final int mostForNew;
    private final int mostPerEndpoint;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final Map<Endpoint, Integer> perEndpoint = new HashMap<>();
    private int taken;
    private long bytesTaken;
    private boolean closed;

    Slots(DispatcherConfig config) {
        this.most = config.mostInFlight();
        this.mostForNew = Math.max(1, most - most / 4);
        this.mostPerEndpoint = config.mostPerEndpoint();
        this.mostBytes = config.mostBytesInFlight();
    }

    /** The right to one attempt in flight, until it is closed. */
    public final class Slot implements AutoCloseable {
        private final Endpoint endpoint;
        private final long bytes;
        private boolean isFree;

        private Slot(Endpoint endpoint, long bytes) {
            this.endpoint = endpoint;
            this.bytes = bytes;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (!isFree) {
                    isFree = true;
                    taken--;
                    bytesTaken -= bytes;
                    perEndpoint.computeIfPresent(
                            endpoint, (_, count) -> count == 1 ? null : count - 1);
                    released.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** For a delivery that is just being stored. Empty: let it wait for its turn among what is due. */
    public Optional<Slot> tryTakeForNew(Endpoint endpoint, int bodySize) {
        return tryTake(endpoint, bodySize, mostForNew);
    }

    /** For a delivery that is due. */
    public Optional<Slot> tryTakeForDue(Endpoint endpoint, int bodySize) {
        return tryTake(endpoint, bodySize, most);
    }

    private Optional<Slot> tryTake(Endpoint endpoint, int bodySize, int bound) {
        lock.lock();
        try {
            // A body larger than the whole budget goes alone.
            var bytes = Math.min(mostBytes, (long) bodySize * COPIES);
            if (closed
                    || taken >= bound
                    || bytesTaken + bytes > mostBytes
                    || perEndpoint.getOrDefault(endpoint, 0) >= mostPerEndpoint) {
                return Optional.empty();
            }
            taken++;
            bytesTaken += bytes;
            perEndpoint.merge(endpoint, 1, Integer::sum);
            return Optional.of(new Slot(endpoint, bytes));
        } finally {
            lock.unlock();
        }
    }

    /** What certainly finds room; waits a while for there to be any. */
    public Room awaitRoom(Duration atMost) {
        lock.lock();
        try {
            if (room().isNone()) {
                released.awaitNanos(atMost.toNanos());
            }
            return room();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Room.NONE;
        } finally {
            lock.unlock();
        }
    }

    /** None unless the largest body would fit, so that whatever is due first can be taken up. */
    private Room room() {
        var bytes = (mostBytes - bytesTaken) / COPIES;
        return closed || (bytes < LARGEST_BODY && bytesTaken > 0)
                ? Room.NONE
                : new Room(most - taken, bytes, mostPerEndpoint, Map.copyOf(perEndpoint));
    }

    public int inFlight() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Gives nothing out any more, and waits for what is in flight. */
    public void drain(Duration atMost) {
        lock.lock();
        try {
            closed = true;
            released.signalAll();
            var left = atMost.toNanos();
            while (taken > 0 && left > 0) {
                left = released.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
