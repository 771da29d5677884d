package dev.kycplatform.worker.parking;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.partners.Partner;
import dev.kycplatform.worker.WorkerConfig;
import dev.kycplatform.worker.lookup.Outcome;
import dev.kycplatform.worker.lookup.Partners;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** When a parked job is asked for again, and when for the last time. */
@ApplicationScoped
class RetrySchedule {
    /** A job must end well before results of its time are dropped. */
    static final Duration BEFORE_RESULTS_GO = Duration.ofDays(30);

    private final RetryBackoff backoff;
    private final Partners partners;
    private final Duration giveUpAfter;
    private final Duration longest;

    RetrySchedule(WorkerConfig config, Partners partners) {
        this.partners = partners;
        var parking = config.parking();
        this.backoff =
                new RetryBackoff(
                        parking.firstDelay(),
                        parking.longestDelay(),
                        // Safe for any number of threads.
                        () -> ThreadLocalRandom.current().nextLong());
        this.giveUpAfter = parking.giveUpAfter();
        this.longest = longest(config);
    }

    /** None for what only waits for its turn: that comes as slots are free, and not by the clock. */
    Duration delay(Outcome.Postponed postponed) {
        return switch (postponed.next()) {
            case TIME -> backoff.after(postponed.attempts(), postponed.notBefore());
            case TURN, OPENING -> Duration.ZERO;
        };
    }

    /**
     * When a job is asked for the last time: as long after it was accepted as its partner says, or else the
     * deployment, and never later than results allow.
     *
     * @throws KycException with EVENT_LOG_UNAVAILABLE while the partners are not all known yet
     */
    Instant deadline(PartnerId partner, Instant acceptedAt) {
        var wanted = partners.find(partner).flatMap(Partner::giveUpAfter).orElse(giveUpAfter);
        return acceptedAt.plus(wanted.compareTo(longest) < 0 ? wanted : longest);
    }

    /** How long a job may be asked for at most. */
    static Duration longest(WorkerConfig config) {
        return config.resultsKeptFor().minus(BEFORE_RESULTS_GO);
    }
}
