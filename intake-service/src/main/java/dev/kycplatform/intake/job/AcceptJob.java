package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.intake.IntakeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/**
 * What both endpoints do with a job: claims its id, publishes it, and succeeds only once the broker has
 * acknowledged.
 *
 * <pre>
 * claim ── free ─────────────▶ publish ──▶ accepted
 *   ├───── same job, no result ──▶ publish again (the worker makes it harmless) ──▶ accepted
 *   ├───── same job, with result ───────────────────────────────────────────────▶ accepted
 *   ├───── other content ──▶ 2215
 *   └───── one job too many about this number ──▶ 2222
 * </pre>
 *
 * A claim is never taken back. Dying after the claim costs nothing: the caller got no success, and its
 * repeat publishes.
 */
@ApplicationScoped
class AcceptJob {
    private static final Executor VIRTUAL_THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final Claims claims;
    private final StoredResults results;
    private final AcceptMetrics metrics;
    private final Duration within;
    private final Semaphore inFlight;

    AcceptJob(Claims claims, StoredResults results, AcceptMetrics metrics, IntakeConfig config) {
        this.claims = claims;
        this.results = results;
        this.metrics = metrics;
        this.within = config.acceptWithin();
        this.inFlight = new Semaphore(config.mostInFlight());
    }

    /** Publishes a claimed job, or sees to it that it is. */
    @FunctionalInterface
    interface Publishing {
        /** {@link JobPublisher#publish}. */
        CompletableFuture<Void> publish(AcceptedJob job);
    }

    /**
     * A job that is accepted.
     *
     * @param isRepeat whether it was before
     * @param hasResult true if there was nothing to publish any more
     */
    record Acceptance(AcceptedJob job, boolean isRepeat, boolean hasResult) {}

    /**
     * Completes when the job is accepted. Never blocks the caller. Fails with {@link KycException}:
     * JOB_EXISTS, OVERLOADED, or SUBMIT_UNAVAILABLE, after which nobody knows whether it was accepted
     * and the caller repeats it.
     */
    CompletionStage<Acceptance> accept(JobSubmission submission, Publishing publishing) {
        if (!inFlight.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new KycException(ErrorCode.OVERLOADED, "too many requests are being accepted"));
        }
        var accepted =
                claimed(submission)
                        .thenComposeAsync(outcome -> accept(outcome, publishing), VIRTUAL_THREADS);
        return Deadlines.failLate(accepted, within)
                .whenComplete((_, _) -> inFlight.release())
                .thenApply(acceptance -> counted(submission, acceptance))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(refusal(failure)));
    }

    private Acceptance counted(JobSubmission submission, Acceptance acceptance) {
        metrics.accepted(submission.lane(), acceptance.isRepeat());
        return acceptance;
    }

    private CompletableFuture<ClaimOutcome> claimed(JobSubmission submission) {
        try {
            return claims.claim(submission);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Acceptance> accept(ClaimOutcome outcome, Publishing publishing) {
        return switch (outcome) {
            case ClaimOutcome.Minted(var job) -> publish(job, publishing, false);
            case ClaimOutcome.Repeated(var job) ->
                    results.exists(job)
                            ? CompletableFuture.completedFuture(new Acceptance(job, true, true))
                            : publish(job, publishing, true);
            case ClaimOutcome.Blocked() ->
                    CompletableFuture.failedFuture(
                            new KycException(
                                    ErrorCode.ID_NUMBER_BLOCKED,
                                    "too many jobs about this number"));
            case ClaimOutcome.Taken() ->
                    CompletableFuture.failedFuture(
                            new KycException(
                                    ErrorCode.JOB_EXISTS,
                                    "job_id was used with other content or on the other endpoint"));
        };
    }

    private CompletableFuture<Acceptance> publish(
            AcceptedJob job, Publishing publishing, boolean isRepeat) {
        return publishing
                .publish(job)
                .whenComplete((_, failure) -> mark(job, isRepeat, failure != null))
                .thenApply(_ -> new Acceptance(job, isRepeat, false));
    }

    /**
     * The exception is marked, not the rule: a mark on every claim costs a third of the accept rate. Off
     * the producer's thread, which must not wait for the database.
     */
    private void mark(AcceptedJob job, boolean isRepeat, boolean isUnconfirmed) {
        if (isUnconfirmed || isRepeat) {
            VIRTUAL_THREADS.execute(() -> claims.confirm(job.key(), !isUnconfirmed));
        }
    }

    private static KycException refusal(Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return switch (cause) {
            case KycException e when e.isWorthRepeating() && e.code() != ErrorCode.OVERLOADED ->
                    new KycException(ErrorCode.SUBMIT_UNAVAILABLE, e.detail(), e);
            case KycException e when e.code() == ErrorCode.NOT_STORABLE ->
                    new KycException(ErrorCode.WRONG_TYPE, "a value cannot be stored", e);
            case KycException e -> e;
            case TimeoutException e ->
                    new KycException(ErrorCode.SUBMIT_UNAVAILABLE, "took too long", e);
            case null, default -> new KycException(ErrorCode.SUBMIT_FAILED, "unforeseen", cause);
        };
    }
}
