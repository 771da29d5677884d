package dev.kycplatform.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration STALL = Duration.ofSeconds(2);

    private final PlannedTime time = new PlannedTime();
    private final OpenLoop open = new OpenLoop(time);

    @Test
    void chargesAStallToEverybodyWhoHadToWaitForIt() {
        var stalling = new OneAtATime(time, Duration.ofSeconds(4), STALL);

        var load = open.run(stalling, 100, Duration.ZERO, TEN_SECONDS);

        // 200 of 1,000 were to begin during two seconds: one in a hundred waited for nearly all of
        // them.
        assertThat(load.answered()).isEqualTo(1_000);
        assertThat(load.latencies().percentile(99)).isGreaterThan(Duration.ofMillis(1_700));
        assertThat(load.latencies().percentile(90)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void aClosedLoopWouldHaveHiddenThatStall() {
        var stalling = new OneAtATime(time, Duration.ofSeconds(4), STALL);

        var load = new ClosedLoop(time).run(stalling, 1, Duration.ZERO, TEN_SECONDS);

        assertThat(load.latencies().max()).isGreaterThan(Duration.ofMillis(1_900));
        assertThat(load.latencies().percentile(99.9)).isLessThan(Duration.ofMillis(2));
    }

    @Test
    void chargesWhatTheGeneratorItselfWasKeptFor() {
        var blocking =
                (Target)
                        intended -> {
                            if (intended == TimeUnit.SECONDS.toNanos(5)) {
                                time.awaitNanos(time.nanos() + STALL.toNanos());
                            }
                            return CompletableFuture.completedFuture(true);
                        };

        var load = open.run(blocking, 100, Duration.ZERO, TEN_SECONDS);

        assertThat(load.answered()).isEqualTo(1_000);
        assertThat(load.latencies().percentile(99)).isGreaterThan(Duration.ofMillis(1_700));
    }

    @Test
    void sendsEvenlyAndAsManyAsTheRateSays() {
        var moments = new ArrayList<Long>();

        open.run(
                intended -> {
                    moments.add(time.nanos());
                    return CompletableFuture.completedFuture(true);
                },
                250,
                Duration.ofSeconds(1),
                Duration.ofSeconds(3));

        assertThat(moments).hasSize(1_000);
        for (int i = 0; i < moments.size(); i++) {
            assertThat(moments.get(i)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(4) * i);
        }
    }

    @Test
    void leavesTheWarmUpOut() {
        var slowAtFirst = new OneAtATime(time, Duration.ZERO, Duration.ofSeconds(1));

        var load = open.run(slowAtFirst, 100, Duration.ofSeconds(5), TEN_SECONDS);

        assertThat(load.answered()).isEqualTo(1_000);
        assertThat(load.latencies().max()).isLessThan(Duration.ofMillis(2));
    }

    @Test
    void countsRefusalsAndUnknownEndsApartFromAnswers() {
        var count = new int[1];

        var load =
                open.run(
                        _ ->
                                switch (count[0]++ % 4) {
                                    case 0 -> CompletableFuture.completedFuture(false);
                                    case 1 ->
                                            CompletableFuture.failedFuture(
                                                    new IllegalStateException());
                                    default -> CompletableFuture.completedFuture(true);
                                },
                        100,
                        Duration.ZERO,
                        TEN_SECONDS);

        assertThat(load.answered()).isEqualTo(500);
        assertThat(load.refused()).isEqualTo(250);
        assertThat(load.broken()).isEqualTo(250);
        assertThat(load.latencies().count()).isEqualTo(500);
        assertThat(load.isClean()).isFalse();
    }
}
