package dev.kycplatform.worker.parking.persistence;

import dev.kycplatform.worker.lookup.Outcome;
import dev.kycplatform.worker.parking.ParkedJob;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A claimed job on its way back.
 *
 * @param cause why it waits on
 * @param delay until its next attempt
 * @param asking the attempt that ended, to be remembered; null if nobody was asked
 */
record LeaseWrite(
        ParkedJob job,
        int attempts,
        @Nullable String cause,
        Duration delay,
        Outcome.@Nullable Asking asking) {
    static LeaseWrite putBack(ParkedJob job, Outcome.Postponed postponed, Duration delay) {
        return new LeaseWrite(
                job,
                postponed.attempts(),
                postponed.cause(),
                delay,
                postponed.asking().orElse(null));
    }

    /** At once, and for the same cause as before. */
    static LeaseWrite release(ParkedJob job) {
        return new LeaseWrite(job, job.attempts(), null, Duration.ZERO, null);
    }
}
