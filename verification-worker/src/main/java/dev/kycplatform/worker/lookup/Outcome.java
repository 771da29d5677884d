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
     * @param next what its next attempt waits for
     */
    record Postponed(
            String authority,
            String cause,
            Optional<Duration> notBefore,
            int attempts,
            Optional<Asking> asking,
            Next next)
            implements Outcome {
        /** How long this attempt asked; zero if it did not get that far. */
        Duration asked() {
            return asking.map(it -> Duration.between(it.beganAt(), it.endedAt()))
                    .orElse(Duration.ZERO);
        }
    }

    /** What the next attempt waits for. */
    enum Next {
        /** Time: the authority gave no answer, or something is not known yet. */
        TIME,
        /** Its turn at the authority, which takes no more at present. */
        TURN,
        /** Its turn, once the authority is asked again at all. */
        OPENING
    }

    /** From when to when an authority was asked. */
    record Asking(Instant beganAt, Instant endedAt) {}
}
