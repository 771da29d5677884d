package dev.kycplatform.benchmarks.load;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Load of so many callers who each begin again as soon as they are answered: finds how much can be done at most, and
 * says nothing about how long anybody would wait.
 */
public final class ClosedLoop {
    private static final long BETWEEN_LOOKS = 1_000_000;

    private final Timekeeper time;

    public ClosedLoop(Timekeeper time) {
        this.time = time;
    }

    /**
     * Returns when every caller has its last answer. Counts what ended after the warm-up and before the end; the warm-up begins
     * with the first end, so that a first exchange may take as long as a program needs that has never done it.
     */
    public Load run(Target target, int callers, Duration warmUp, Duration measured) {
        var run = new Run(target, warmUp, measured, callers);
        for (int i = 0; i < callers; i++) {
            run.call();
        }
        while (run.calling.get() > 0) {
            time.awaitNanos(time.nanos() + BETWEEN_LOOKS);
        }
        return run.tally.load(measured);
    }

    /** When what ends is counted. */
    private record Window(long from, long until) {
        boolean holds(long now) {
            return now >= from && now < until;
        }
    }

    private final class Run {
        private final Target target;
        private final Duration warmUp;
        private final Duration measured;
        private final AtomicInteger calling;

        /** Known once something has ended. */
        private final AtomicReference<@Nullable Window> window = new AtomicReference<>();

        private final Tally tally = new Tally();

        Run(Target target, Duration warmUp, Duration measured, int callers) {
            this.target = target;
            this.warmUp = warmUp;
            this.measured = measured;
            this.calling = new AtomicInteger(callers);
        }

        /** Calls until one call has to be waited for; its end goes on. */
        void call() {
            for (var now = time.nanos(); !isPast(now); now = time.nanos()) {
                var begun = now;
                var sent = target.send(begun).toCompletableFuture();
                var isWaitedFor = !sent.isDone();
                sent.whenComplete(
                        (isAnswered, failure) -> {
                            ended(failure == null ? isAnswered : null, begun);
                            if (isWaitedFor) {
                                call();
                            }
                        });
                if (isWaitedFor) {
                    return;
                }
            }
            calling.decrementAndGet();
        }

        private void ended(@Nullable Boolean isAnswered, long begun) {
            var now = time.nanos();
            if (window.get() == null) {
                var from = now + warmUp.toNanos();
                window.compareAndSet(null, new Window(from, from + measured.toNanos()));
            }
            if (requireNonNull(window.get()).holds(now)) {
                tally.ended(isAnswered, now - begun);
            }
        }

        private boolean isPast(long now) {
            var known = window.get();
            return known != null && now >= known.until();
        }
    }
}
