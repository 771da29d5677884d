package dev.kycplatform.intake.job;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Hands jobs to the worker. */
public interface JobPublisher {
    /**
     * Completes when the broker has acknowledged; fails with KycException. May block while the broker is
     * away.
     *
     * @param deadline when nobody waits for the result any more; empty if nobody does at all. While
     *     somebody does, this instance is told of it ({@link JobWaits})
     */
    CompletableFuture<Void> publish(
            AcceptedJob job, JobSubmission submission, Optional<Instant> deadline);
}
