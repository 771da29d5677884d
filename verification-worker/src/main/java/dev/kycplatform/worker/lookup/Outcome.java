package dev.kycplatform.worker.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What one attempt at a job came to. */
public sealed interface Outcome {
    /** The job has its result. */
    record Ended(JobResult result) implements Outcome {}

    /**
     * Not now.
     *
     * @param cause one word or two, free of personal data
     * @param notBefore how long the authority wants to be left alone, if it said so
     * @param attempts how often an authority has been asked, this attempt included if it got that far
     * @param asking when this attempt asked; empty if it did not get that far
     */
    record Postponed(
            String authority,
            String cause,
            Optional<Duration> notBefore,
            int attempts,
            Optional<Asking> asking)
            implements Outcome {}

    /** From when to when an authority was asked. */
    record Asking(Instant beganAt, Instant endedAt) {}
}
