package dev.kycplatform.intake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void whatDoesNotComeFailsAndNotBeforeItsTime() {
        var begun = System.nanoTime();
        var late = Deadlines.failLate(new CompletableFuture<String>(), SHORT);

        assertThatThrownBy(() -> late.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(SHORT, LONG.dividedBy(2));
    }

    @Test
    void whatHasNoTimeLeftFailsAtOnce() {
        var late = Deadlines.failLate(new CompletableFuture<String>(), Duration.ZERO);

        assertThat(late).failsWithin(LONG.dividedBy(2));
    }

    @Test
    void whatComesInTimeKeepsItsValueWhenItsTimeIsOver() {
        var inTime = new CompletableFuture<String>();
        var same = Deadlines.failLate(inTime, SHORT);
        inTime.complete("here");
        // The same length, begun later: once this one has failed, the other one's time is over.
        assertThat(Deadlines.failLate(new CompletableFuture<String>(), SHORT))
                .failsWithin(LONG.dividedBy(2));

        assertThat(same).isSameAs(inTime).isCompletedWithValue("here");
    }
}
