package dev.kycplatform.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Load that arrives at a fixed rate, whatever becomes of it, as the world's does. An exchange is timed from when it
 * should have begun: what a stall keeps waiting is charged to the stall, even where it kept the generator itself.
 */
public final class OpenLoop {
    private static final long BETWEEN_LOOKS = 1_000_000;

    private final Timekeeper time;

    public OpenLoop(Timekeeper time) {
        this.time = time;
    }

    /**
     * Sends evenly for as long as the two durations say and returns when everything has ended; a target that ends
     * nothing is waited for for ever. Only what was to begin after the warm-up is counted.
     */
    public Load run(Target target, double perSecond, Duration warmUp, Duration measured) {
        var begun = time.nanos();
        var warmUps = count(perSecond, warmUp);
        var all = warmUps + count(perSecond, measured);
        var tally = new Tally();
        var uncounted = new Tally();
        var ended = new AtomicLong();
        for (long i = 0; i < all; i++) {
            var intended = begun + (long) (i * 1e9 / perSecond);
            time.awaitNanos(intended);
            var counting = i < warmUps ? uncounted : tally;
            target.send(intended)
                    .whenComplete(
                            (isAnswered, failure) -> {
                                counting.ended(
                                        failure == null ? isAnswered : null,
                                        time.nanos() - intended);
                                ended.incrementAndGet();
                            });
        }
        while (ended.get() < all) {
            time.awaitNanos(time.nanos() + BETWEEN_LOOKS);
        }
        return tally.load(measured);
    }

    private static long count(double perSecond, Duration during) {
        return Math.round(perSecond * during.toNanos() / 1e9);
    }
}
