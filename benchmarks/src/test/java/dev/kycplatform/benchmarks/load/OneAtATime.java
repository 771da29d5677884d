package dev.kycplatform.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A server that serves one exchange after the other, a millisecond each, and stands still once. */
final class OneAtATime implements Target {
    private static final Duration SERVICE = Duration.ofMillis(1);

    private final PlannedTime time;
    private final long stallsAt;
    private final long stallsUntil;
    private long freeAt;

    OneAtATime(PlannedTime time, Duration stallsAt, Duration stallsFor) {
        this.time = time;
        this.stallsAt = stallsAt.toNanos();
        this.stallsUntil = this.stallsAt + stallsFor.toNanos();
    }

    @Override
    public CompletionStage<Boolean> send(long intendedNanos) {
        var begins = Math.max(time.nanos(), freeAt);
        if (begins >= stallsAt && begins < stallsUntil) {
            begins = stallsUntil;
        }
        freeAt = begins + SERVICE.toNanos();
        var answered = new CompletableFuture<Boolean>();
        time.plan(freeAt, () -> answered.complete(true));
        return answered;
    }
}
