package dev.kycplatform.intake.job;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends waiting. On Netty's wheel, whose thread wakes fifty times a second however many wait: {@link
 * CompletableFuture#orTimeout} wakes the JDK's timer thread for each of them.
 */
final class Deadlines {
    private static final Duration TICK = Duration.ofMillis(20);

    private static final Timer WHEEL =
            new HashedWheelTimer(
                    Thread.ofPlatform().daemon().name("deadlines-", 0).factory(),
                    TICK.toMillis(),
                    TimeUnit.MILLISECONDS);

    private Deadlines() {}

    /**
     * Fails a future with {@link TimeoutException} if it has not ended by then; up to a tick late. What follows
     * the failure runs on the wheel's thread and must not block.
     *
     * @return the same future
     */
    static <T> CompletableFuture<T> failLate(CompletableFuture<T> future, Duration within) {
        var timeout =
                WHEEL.newTimeout(
                        _ -> future.completeExceptionally(new TimeoutException()),
                        within.toMillis(),
                        TimeUnit.MILLISECONDS);
        future.whenComplete((_, _) -> timeout.cancel());
        return future;
    }
}
