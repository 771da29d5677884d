package dev.kycplatform.worker.parking;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait after an attempt that gave no answer: anything between the first delay and a bound
 * that doubles with each attempt, so that jobs parked together do not come back together.
 */
final class RetryBackoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    RetryBackoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /**
     * @param attempts how often an authority has been asked; 0 counts as 1
     * @param notBefore how long the authority wants to be left alone; honoured, however long
     */
    Duration after(int attempts, Optional<Duration> notBefore) {
        var jittered = first.plus(upTo(bound(attempts).minus(first)));
        return notBefore
                .map(asked -> asked.plus(upTo(first)))
                .filter(asked -> asked.compareTo(jittered) > 0)
                .orElse(jittered);
    }

    private Duration bound(int attempts) {
        var bound = first;
        for (int doubled = 0; doubled < Math.max(1, attempts); doubled++) {
            bound = bound.multipliedBy(2);
            if (bound.compareTo(longest) >= 0) {
                return longest;
            }
        }
        return bound;
    }

    private Duration upTo(Duration bound) {
        return bound.isPositive()
                ? Duration.ofMillis(random.nextLong(bound.toMillis() + 1))
                : Duration.ZERO;
    }
}
