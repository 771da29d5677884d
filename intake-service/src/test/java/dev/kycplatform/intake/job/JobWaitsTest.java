package dev.kycplatform.intake.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.JobKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JobWaitsTest {
    private static final JobKey KEY = JobKey.of("001", "j1");
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final JobWaits waits = new JobWaits();
    private final AtomicInteger publishes = new AtomicInteger();
    private final CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
    private final Supplier<CompletableFuture<Void>> publish =
            () -> {
                publishes.incrementAndGet();
                return acknowledgement;
            };

    @Test
    void oneReplyEndsTheWaitOfAll() {
        try (var first = waits.enter(KEY);
                var second = waits.enter(KEY)) {
            waits.answered(KEY);

            assertThat(first.awaitAnswer(LONG)).isTrue();
            assertThat(second.awaitAnswer(LONG)).isTrue();
        }
    }

    @Test
    void aReplyThatComesBeforeAnybodyLooksIsNotMissed() {
        try (var place = waits.enter(KEY)) {
            waits.answered(KEY);
            waits.answered(KEY);

            assertThat(place.awaitAnswer(SHORT)).isTrue();
        }
    }

    @Test
    void theReplyOfAnotherJobEndsNothing() {
        try (var place = waits.enter(KEY)) {
            waits.answered(JobKey.of("001", "j2"));
            waits.answered(JobKey.of("002", "j1"));

            assertThat(place.awaitAnswer(SHORT)).isFalse();
        }
    }

    @Test
    void onlyOneOfAllPublishesAndTheOthersSucceedWithIt() {
        try (var first = waits.enter(KEY);
                var second = waits.enter(KEY)) {
            var firstPublished = first.publishOnce(publish);
            var secondPublished = second.publishOnce(publish);
            assertThat(secondPublished).isNotDone();

            acknowledgement.complete(null);

            assertThat(firstPublished).isCompleted();
            assertThat(secondPublished).isCompleted();
            assertThat(publishes).hasValue(1);
        }
    }

    @Test
    void theOthersFailWithItToo() {
        try (var first = waits.enter(KEY);
                var second = waits.enter(KEY)) {
            var firstPublished = first.publishOnce(publish);
            var secondPublished = second.publishOnce(publish);

            acknowledgement.completeExceptionally(new IllegalStateException("planted"));

            assertThat(firstPublished).isCompletedExceptionally();
            assertThat(secondPublished).isCompletedExceptionally();
        }
    }

    @Test
    void afterAFailureTheNextOneStartsAnew() {
        try (var first = waits.enter(KEY)) {
            first.publishOnce(
                    () -> {
                        throw new IllegalStateException("planted");
                    });
            try (var second = waits.enter(KEY)) {
                second.publishOnce(publish);

                assertThat(publishes).hasValue(1);
            }
        }
        assertThat(waits.size()).isZero();
    }

    @Test
    void nobodyLeavesAnythingBehind() {
        var first = waits.enter(KEY);
        var second = waits.enter(KEY);
        first.close();
        assertThat(waits.size()).isOne();
        second.close();
        assertThat(waits.size()).isZero();

        var answered = waits.enter(KEY);
        waits.answered(KEY);
        var later = waits.enter(KEY);
        answered.close();
        assertThat(waits.size()).isOne();
        later.close();
        assertThat(waits.size()).isZero();
    }
}
