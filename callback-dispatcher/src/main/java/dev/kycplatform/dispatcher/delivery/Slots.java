package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.dispatcher.DispatcherConfig;
import dev.kycplatform.dispatcher.endpoint.Lane;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The room for attempts in flight: so many in all, so many of a lane, so many bytes of bodies. No lane
 * gets more than a quarter of the bytes. Lanes whose endpoint takes its time share half of everything
 * between them in equal parts, so that however many are slow or dead, the others have the other half; a
 * lane is slow from the moment one of its attempts is, not only when that has failed.
 */
@ApplicationScoped
public class Slots {
    /** A body stands in memory sealed and as it is sent; a photo in it, sealed once as bytes, is then base64 twice. */
    private static final int COPIES = 4;

    /** The largest body there is, with its seal: 1.5 MB and a little more. */
    private static final long LARGEST_BODY = 1_700_000;

    private final int most;
    private final int mostPerLane;
    private final long mostBytes;
    private final Duration slowAfter;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();

    /** Woken one at a time: whoever leaves wakes the next. */
    private final Condition awaited = lock.newCondition();

    private final Map<Lane, InFlight> lanes = new HashMap<>();

    /** Oldest first; a slot leaves when it turns slow, or once it is found to be free. */
    private final Deque<Slot> notYetSlow = new ArrayDeque<>();

    private final InFlight all = new InFlight();
    private final InFlight ofSlowLanes = new InFlight();
    private int slowLanes;
    private boolean closed;

    Slots(DispatcherConfig config, Clock clock) {
        this.most = config.mostInFlight();
        this.mostPerLane = config.mostPerEndpoint();
        this.mostBytes = config.mostBytesInFlight();
        this.slowAfter = config.slowAfter();
        this.clock = clock;
    }

    /** A sum over slots. */
    private static final class InFlight {
        private int attempts;
        private int retries;
        private int slow;
        private long bytes;

        void add(InFlight other, int sign) {
            attempts += sign * other.attempts;
            bytes += sign * other.bytes;
        }

        void add(Slot slot, int sign) {
            attempts += sign;
            retries += slot.turn == Turn.RETRY ? sign : 0;
            bytes += sign * slot.bytes;
        }
    }

    /** The right to one attempt in flight, until it is closed. */
    public final class Slot implements AutoCloseable {
        private final Lane lane;
        private final long bytes;
        private final Turn turn;
        private final Instant takenAt;
        private boolean isSlow;
        private boolean isFree;

        private Slot(Lane lane, long bytes, Turn turn) {
            this.lane = lane;
            this.bytes = bytes;
            this.turn = turn;
            this.takenAt = clock.instant();
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (!isFree) {
                    isFree = true;
                    release(this);
                    released.signalAll();
                    awaited.signal();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Empty: let it wait for its turn among what is due. */
    Optional<Slot> tryTake(Lane lane, int bodySize, Turn turn) {
        lock.lock();
        try {
            noticeSlowOnes();
            // A body larger than the whole budget goes alone.
            var bytes = Math.min(mostBytes, (long) bodySize * COPIES);
            if (closed || !hasRoom(turn, bytes) || !hasRoom(lane, turn, bytes)) {
                return Optional.empty();
            }
            var slot = new Slot(lane, bytes, turn);
            take(slot);
            return Optional.of(slot);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits a while for there to be room at all, but not for a lane that has none of its own: that may be so for long.
     * Empty: let it wait for its turn among what is due.
     */
    Optional<Slot> take(Lane lane, int bodySize, Turn turn, Duration patience) {
        lock.lock();
        try {
            var left = patience.toNanos();
            var slot = tryTake(lane, bodySize, turn);
            while (slot.isEmpty() && left > 0 && !closed && isQuick(lane)) {
                left = awaited.awaitNanos(left);
                slot = tryTake(lane, bodySize, turn);
            }
            return slot;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            awaited.signal();
            lock.unlock();
        }
    }

    private boolean isQuick(Lane lane) {
        var own = lanes.get(lane);
        return own == null || (own.slow == 0 && !isFull(own));
    }

    private boolean hasRoom(Turn turn, long bytes) {
        return all.bytes + bytes <= mostBytes
                && switch (turn) {
                    case NEW -> all.attempts < most - most / 4;
                    case FIRST -> all.attempts < most;
                    case RETRY -> all.attempts < most && all.retries < half(most);
                };
    }

    private boolean hasRoom(Lane lane, Turn turn, long bytes) {
        var own = lanes.get(lane);
        if (own == null) {
            return true;
        }
        return !isFull(own)
                && own.bytes + bytes <= mostBytes / 4
                && (turn != Turn.RETRY || own.retries < half(mostPerLane))
                && (own.slow == 0 || ofSlowLanes.bytes + bytes <= mostBytes / 2);
    }

    private boolean isFull(InFlight lane) {
        if (lane.slow == 0) {
            return lane.attempts >= mostPerLane;
        }
        var share = Math.max(1, half(most) / slowLanes);
        return lane.attempts >= Math.min(mostPerLane, share) || ofSlowLanes.attempts >= half(most);
    }

    private static int half(int of) {
        return Math.max(1, of / 2);
    }

    private void take(Slot slot) {
        all.add(slot, 1);
        var own = lanes.computeIfAbsent(slot.lane, _ -> new InFlight());
        own.add(slot, 1);
        if (own.slow > 0) {
            ofSlowLanes.add(slot, 1);
        }
        notYetSlow.addLast(slot);
    }

    private void release(Slot slot) {
        all.add(slot, -1);
        var own = lanes.get(slot.lane);
        if (own == null) {
            throw new IllegalStateException("a slot belongs to a lane");
        }
        own.add(slot, -1);
        if (own.slow > 0) {
            ofSlowLanes.add(slot, -1);
        }
        if (slot.isSlow && --own.slow == 0) {
            slowLanes--;
            ofSlowLanes.add(own, -1);
        }
        if (own.attempts == 0) {
            lanes.remove(slot.lane);
        }
    }

    private void noticeSlowOnes() {
        var limit = clock.instant().minus(slowAfter);
        for (var oldest = notYetSlow.peekFirst();
                oldest != null && (oldest.isFree || oldest.takenAt.isBefore(limit));
                oldest = notYetSlow.peekFirst()) {
            notYetSlow.removeFirst();
            if (!oldest.isFree) {
                turnedSlow(oldest);
            }
        }
    }

    private void turnedSlow(Slot slot) {
        slot.isSlow = true;
        var own = lanes.get(slot.lane);
        if (own != null && own.slow++ == 0) {
            slowLanes++;
            ofSlowLanes.add(own, 1);
        }
    }

    /** What there is; waits a while for there to be any. */
    Room awaitRoom(Duration atMost) {
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
        var bytes = (mostBytes - all.bytes) / COPIES;
        if (closed || (bytes < LARGEST_BODY && all.bytes > 0)) {
            return Room.NONE;
        }
        noticeSlowOnes();
        return new Room(most - all.attempts, full());
    }

    private Set<Lane> full() {
        return lanes.entrySet().stream()
                .filter(entry -> isFull(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    public int inFlight() {
        lock.lock();
        try {
            return all.attempts;
        } finally {
            lock.unlock();
        }
    }

    public long bytesInFlight() {
        lock.lock();
        try {
            return all.bytes;
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
            awaited.signalAll();
            var left = atMost.toNanos();
            while (all.attempts > 0 && left > 0) {
                left = released.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
