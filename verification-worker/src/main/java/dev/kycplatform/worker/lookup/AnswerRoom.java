package dev.kycplatform.worker.lookup;

import dev.kycplatform.worker.WorkerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what authorities' answers take of the heap: a job that is answered by a large one has room for it from before
 * it is read until the job's handling ends, stored and announced. Whoever finds none waits, its answer in the
 * authority's hands; one authority, however slow, takes no more than half of it. Safe for virtual threads, each of
 * which handles one job.
 */
@ApplicationScoped
public class AnswerRoom {
    /** An answer up to this size needs no room: so many as may be under way at once fit beside the large ones. */
    public static final int SMALL = 16 * 1024;

    /** An answer is in memory several times over while it becomes a sealed result. */
    private static final int PART_OF_THE_HEAP = 16;

    private static final int UNIT = 1024;

    private static final ScopedValue<List<Runnable>> TAKEN = ScopedValue.newInstance();

    private final Semaphore all;
    private final int units;
    private final Map<String, Semaphore> ofAuthorities = new ConcurrentHashMap<>();

    @Inject
    AnswerRoom(WorkerConfig config, MeterRegistry metrics) {
        this(
                config.authority()
                        .roomForAnswers()
                        .orElse(Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP),
                config.authority().largestAnswer());
        Gauge.builder("kyc.lookup.answer.room", this, AnswerRoom::free)
                .description("What is free of the room for large answers")
                .baseUnit(BaseUnits.BYTES)
                .register(metrics);
    }

    /**
     * @param bytes in all; there is always room for two of the largest answers
     * @param largestAnswer in bytes
     */
    public AnswerRoom(long bytes, int largestAnswer) {
        this.units =
                Math.toIntExact(
                        Math.clamp(bytes / UNIT, 2L * units(largestAnswer), Integer.MAX_VALUE));
        this.all = new Semaphore(units, true);
    }

    /**
     * Handles a job; room taken meanwhile in this thread is given back at the end. Within another, that one's end
     * counts.
     */
    public static void during(Runnable handling) {
        if (TAKEN.isBound()) {
            handling.run();
            return;
        }
        var taken = new ArrayList<Runnable>();
        try {
            ScopedValue.where(TAKEN, taken).run(handling);
        } finally {
            taken.forEach(Runnable::run);
        }
    }

    /**
     * Waits for room, within {@link #during}.
     *
     * @param authority one of the registry, so that there are few
     * @param bytes at most the largest answer
     * @return whether there was any in time
     */
    public boolean take(String authority, int bytes, Duration within) throws InterruptedException {
        var taken = TAKEN.get();
        var wanted = units(bytes);
        var deadline = System.nanoTime() + within.toNanos();
        var half = ofAuthorities.computeIfAbsent(authority, _ -> new Semaphore(units / 2, true));
        if (!half.tryAcquire(wanted, within.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        if (!all.tryAcquire(wanted, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            half.release(wanted);
            return false;
        }
        taken.add(
                () -> {
                    all.release(wanted);
                    half.release(wanted);
                });
        return true;
    }

    /** In bytes. */
    public long free() {
        return (long) all.availablePermits() * UNIT;
    }

    private static int units(int bytes) {
        return Math.ceilDiv(bytes, UNIT);
    }
}
