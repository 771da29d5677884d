package dev.kycplatform.worker.parking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryBackoffTest {
    private static final Optional<Duration> WHENEVER = Optional.empty();

    @ParameterizedTest
    @CsvSource({
        "0, PT2S",
        "1, PT2S",
        "2, PT4S",
        "3, PT8S",
        "9, PT8M32S",
        "10, PT15M",
        "11, PT15M",
        "1000000, PT15M"
    })
    void waitsBetweenASecondAndABoundThatDoubles(int attempts, Duration bound) {
        var backoff = backoff(new Random(7));

        var delays = Stream.generate(() -> backoff.after(attempts, WHENEVER)).limit(2_000).toList();

        var margin = bound.minusSeconds(1).dividedBy(20);
        assertThat(delays)
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofSeconds(1), bound))
                .anySatisfy(delay -> assertThat(delay).isLessThan(margin.plusSeconds(1)))
                .anySatisfy(delay -> assertThat(delay).isGreaterThan(bound.minus(margin)));
    }

    @Test
    void waitsAtLeastAsLongAsTheAuthorityAsksFor() {
        var backoff = backoff(new Random(7));

        var delay = backoff.after(1, Optional.of(Duration.ofHours(3)));

        assertThat(delay).isBetween(Duration.ofHours(3), Duration.ofHours(3).plusSeconds(1));
    }

    @Test
    void waitsLongerThanTheAuthorityAsksForIfItHasFailedOften() {
        var backoff = backoff(() -> Long.MAX_VALUE);

        var delay = backoff.after(10, Optional.of(Duration.ofSeconds(1)));

        assertThat(delay).isGreaterThan(Duration.ofSeconds(2));
    }

    private static RetryBackoff backoff(RandomGenerator random) {
        return new RetryBackoff(Duration.ofSeconds(1), Duration.ofMinutes(15), random);
    }
}
