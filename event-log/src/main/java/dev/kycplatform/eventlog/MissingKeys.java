package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.error.KycException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where records wait that are sealed with a key this instance does not hold yet, because it is being
 * distributed. Each for a while, and no more at once than leave the others of a channel their threads.
 */
@ApplicationScoped
class MissingKeys {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final long waitNanos;
    private final Semaphore places;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean stopping;

    @Inject
    MissingKeys(EventLogConfig config) {
        this(config.unknownKeys().patience(), config.unknownKeys().most());
    }

    MissingKeys(Duration wait, int most) {
        this.waitNanos = wait.toNanos();
        this.places = new Semaphore(most);
    }

    void stop(@Observes ShutdownEvent event) {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What one record may wait in all; to be closed. Takes a place with its first wait. */
    Patience patience() {
        return new Patience();
    }

    final class Patience implements AutoCloseable {
        private long endsAtNanos;
        private boolean hasPlace;

        private Patience() {}

        /** False once the record has waited as long as it may, or if too many others wait. */
        boolean isLeft() {
            if (!hasPlace) {
                hasPlace = places.tryAcquire();
                endsAtNanos = System.nanoTime() + waitNanos;
            }
            return hasPlace && System.nanoTime() - endsAtNanos < 0;
        }

        /**
         * Returns when it is time to try again.
         *
         * @throws KycException the failure, if the service stops meanwhile: leave the record undone
         */
        void await(KycException failure) {
            lock.lock();
            try {
                if (!stopping) {
                    changed.awaitNanos(BETWEEN_TRIES.toNanos());
                }
                if (stopping) {
                    throw failure;
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw failure;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            if (hasPlace) {
                hasPlace = false;
                places.release();
            }
        }
    }
}
