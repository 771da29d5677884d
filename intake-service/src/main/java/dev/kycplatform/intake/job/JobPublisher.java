package dev.kycplatform.intake.job;

import java.util.concurrent.CompletableFuture;

/** Hands jobs to the worker. */
public interface JobPublisher {
    /**
     * Completes when the broker has acknowledged; fails with KycException. May block while the broker is
     * away.
     */
    CompletableFuture<Void> publish(AcceptedJob job, JobSubmission submission);
}
