package dev.kycplatform.dispatcher.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** How long to wait after a failed attempt. Pure: chance comes from outside. */
public final class RetrySchedule {
    private final List<Duration> waits;
    private final double jitter;
    private final Duration longestRetryAfter;
    private final DoubleSupplier chance;

    /**
     * @param waits the one after the first attempt first
     * @param jitter the part by which a wait may be longer or shorter, so that partners are not hit
     *     together
     * @param longestRetryAfter an endpoint that asks for more gets this
     * @param chance from 0 to 1
     */
    public RetrySchedule(
            List<Duration> waits,
            double jitter,
            Duration longestRetryAfter,
            DoubleSupplier chance) {
        this.waits = List.copyOf(waits);
        this.jitter = jitter;
        this.longestRetryAfter = longestRetryAfter;
        this.chance = chance;
    }

    /**
     * The wait after that attempt; empty if it was the last. An endpoint can ask for a longer wait, not
     * for a shorter one: it would use up its attempts before it recovers.
     *
     * @param attempt from 1
     */
    public Optional<Duration> after(int attempt, Optional<Duration> retryAfter) {
        if (attempt > waits.size()) {
            return Optional.empty();
        }
        var scheduled = withJitter(waits.get(attempt - 1));
        var asked = retryAfter.map(this::bounded).orElse(Duration.ZERO);
        return Optional.of(asked.compareTo(scheduled) > 0 ? asked : scheduled);
    }

    /** How many attempts may still follow that one. */
    public int attemptsLeftAfter(int attempt) {
        return Math.max(0, waits.size() + 1 - attempt);
    }

    private Duration bounded(Duration asked) {
        return asked.compareTo(longestRetryAfter) > 0 ? longestRetryAfter : asked;
    }

    private Duration withJitter(Duration wait) {
        var factor = 1 + jitter * (2 * chance.getAsDouble() - 1);
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }
}
