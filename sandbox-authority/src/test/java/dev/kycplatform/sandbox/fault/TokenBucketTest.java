package dev.kycplatform.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long START = Long.MAX_VALUE - 5;

    private final TokenBucket bucket = new TokenBucket(10, START);

    @Test
    void letsASecondsWorthPassAtOnce() {
        assertThat(passingAt(Duration.ZERO)).isEqualTo(10);
    }

    @Test
    void refillsEvenly() {
        passingAt(Duration.ZERO);

        assertThat(passingAt(Duration.ofMillis(350))).isEqualTo(3);
        assertThat(passingAt(Duration.ofMillis(400))).isEqualTo(1);
    }

    @Test
    void keepsNoMoreThanASecondsWorth() {
        assertThat(passingAt(Duration.ofHours(1))).isEqualTo(10);
    }

    /** How many of a hundred pass; the clock wraps around right after the start. */
    private long passingAt(Duration sinceStart) {
        return IntStream.range(0, 100)
                .filter(_ -> bucket.tryTake(START + sinceStart.toNanos()))
                .count();
    }
}
