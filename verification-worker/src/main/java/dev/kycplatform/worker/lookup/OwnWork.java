package dev.kycplatform.worker.lookup;

import dev.kycplatform.worker.WorkerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Bounds the jobs that an instance works on itself at once: looks for in its store, asks for, stores, announces. Whoever
 * comes beyond that stands in line, first come, first served, and behind the line the topic waits. Without it an instance
 * that falls behind has all it may hold in hand at every step at once; each takes so long that slots and the room for
 * answers run out, jobs are parked that were only late, and parking costs what was missing (ADR-0019).
 *
 * <p>While an authority has a job in hand the job has no place here, so that one that hangs keeps nobody out; when it
 * comes back it goes on at once, for its answer is in memory. Safe for virtual threads, each of which handles one job.
 */
@ApplicationScoped
public class OwnWork {
    /** Of this thread's job. */
    private static final ScopedValue<Place> PLACE = ScopedValue.newInstance();

    private final Places places;

    /** Fair, and can be owed. */
    private static final class Places extends Semaphore {
        private static final long serialVersionUID = 1;

        Places(int permits) {
            super(permits, true);
        }

        /** At once, from those to come if there is none. */
        void take() {
            reducePermits(1);
        }
    }

    /** Of one job; used by its thread alone. */
    private static final class Place {
        private final Places places;
        private boolean isTaken = true;

        Place(Places places) {
            this.places = places;
        }

        void leave() {
            isTaken = false;
            places.release();
        }

        void comeBack() {
            if (!isTaken) {
                isTaken = true;
                places.take();
            }
        }
    }

    @Inject
    OwnWork(WorkerConfig config, MeterRegistry metrics) {
        this(config.mostOwnWork());
        Gauge.builder("kyc.lookup.line", this, OwnWork::line)
                .description("Jobs in hand that stand in line until fewer are worked on")
                .register(metrics);
    }

    /** @param places jobs that are worked on at once */
    OwnWork(int places) {
        this.places = new Places(places);
    }

    /** Places; negative while some are owed. */
    int free() {
        return places.availablePermits();
    }

    /** How many stand in it. */
    int line() {
        return places.getQueueLength();
    }

    /** Waits for a place, and works on a job. */
    void during(Runnable handling) {
        places.acquireUninterruptibly();
        try {
            ScopedValue.where(PLACE, new Place(places)).run(handling);
        } finally {
            places.release();
        }
    }

    /** Asks an authority, without the place that the job may have. */
    static <T> T apart(Supplier<T> asking) {
        if (!PLACE.isBound()) {
            return asking.get();
        }
        PLACE.get().leave();
        try {
            return asking.get();
        } finally {
            PLACE.get().comeBack();
        }
    }

    /** Within {@link #apart}: the authority has done its part, and what is waited for now is this instance's. */
    public static void answered() {
        if (PLACE.isBound()) {
            PLACE.get().comeBack();
        }
    }
}
