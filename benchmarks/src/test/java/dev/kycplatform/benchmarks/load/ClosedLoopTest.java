package dev.kycplatform.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
    private final PlannedTime time = new PlannedTime();
    private final ClosedLoop closed = new ClosedLoop(time);

    @Test
    void findsWhatCanBeDoneAtMost() {
        var server = new OneAtATime(time, Duration.ofDays(1), Duration.ofSeconds(1));

        var load = closed.run(server, 8, Duration.ofSeconds(2), Duration.ofSeconds(10));

        assertThat(load.perSecond()).isBetween(999.0, 1_001.0);
    }

    @Test
    void aFirstExchangeThatTakesLongerThanTheRunTakesNothingFromIt() {
        var slowAtFirst = new OneAtATime(time, Duration.ZERO, Duration.ofSeconds(30));

        var load = closed.run(slowAtFirst, 8, Duration.ofSeconds(1), Duration.ofSeconds(1));

        assertThat(load.perSecond()).isBetween(999.0, 1_001.0);
    }

    @Test
    void neverHasMoreUnderWayThanThereAreCallers() {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();

        closed.run(
                _ -> {
                    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                    var answered = new CompletableFuture<Boolean>();
                    time.plan(
                            time.nanos() + 1_000_000,
                            () -> {
                                underWay.decrementAndGet();
                                answered.complete(true);
                            });
                    return answered;
                },
                5,
                Duration.ZERO,
                Duration.ofSeconds(1));

        assertThat(most).hasValue(5);
        assertThat(underWay).hasValue(0);
    }

    @Test
    void goesOnAfterAFailureAndCountsIt() {
        var sent = new LongAdder();

        var load =
                closed.run(
                        _ -> {
                            sent.increment();
                            time.awaitNanos(time.nanos() + 1_000_000);
                            return CompletableFuture.failedFuture(new IllegalStateException());
                        },
                        1,
                        Duration.ZERO,
                        Duration.ofSeconds(1));

        assertThat(load.broken()).isBetween(999L, 1_000L);
        assertThat(sent.sum()).isBetween(1_000L, 1_001L);
        assertThat(load.answered()).isZero();
    }
}
