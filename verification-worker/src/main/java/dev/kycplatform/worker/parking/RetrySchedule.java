package dev.kycplatform.worker.parking;

import dev.kycplatform.worker.WorkerConfig;
import dev.kycplatform.worker.lookup.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** When a parked job is asked for again, and when for the last time. */
@ApplicationScoped
class RetrySchedule {
    private final RetryBackoff backoff;
    private final Duration giveUpAfter;

    RetrySchedule(WorkerConfig config) {
        var parking = config.parking();
        this.backoff =
                new RetryBackoff(
                        parking.firstDelay(),
                        parking.longestDelay(),
                        // Safe for any number of threads.
                        () -> ThreadLocalRandom.current().nextLong());
        this.giveUpAfter = parking.giveUpAfter();
    }

    /** None for what only waits for its turn: that comes as slots are free, and not by the clock. */
    Duration delay(Outcome.Postponed postponed) {
        return switch (postponed.next()) {
            case TIME -> backoff.after(postponed.attempts(), postponed.notBefore());
            case TURN, OPENING -> Duration.ZERO;
        };
    }

    Instant deadline(Instant acceptedAt) {
        return acceptedAt.plus(giveUpAfter);
    }
}
