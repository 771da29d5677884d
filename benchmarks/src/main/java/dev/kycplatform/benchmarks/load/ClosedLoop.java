package dev.kycplatform.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** Returns when every caller has its last answer. Counts what ended after the warm-up and before the end. */
    public Load run(Target target, int callers, Duration warmUp, Duration measured) {
        var from = time.nanos() + warmUp.toNanos();
        var run = new Run(target, from, from + measured.toNanos(), callers);
        for (int i = 0; i < callers; i++) {
            run.call();
        }
        while (run.calling.get() > 0) {
            time.awaitNanos(time.nanos() + BETWEEN_LOOKS);
        }
        return run.tally.load(measured);
    }

    private final class Run {
        private final Target target;
        private final long from;
        private final long until;
        private final AtomicInteger calling;
        private final Tally tally = new Tally();

        Run(Target target, long from, long until, int callers) {
            this.target = target;
            this.from = from;
            this.until = until;
            this.calling = new AtomicInteger(callers);
        }

        /** Calls until one call has to be waited for; its end goes on. */
        void call() {
            for (var now = time.nanos(); now < until; now = time.nanos()) {
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
            if (now >= from && now < until) {
                tally.ended(isAnswered, now - begun);
            }
        }
    }
}
