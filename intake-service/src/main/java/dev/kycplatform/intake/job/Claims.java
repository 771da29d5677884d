package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.job.JobKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Job ids and whose they are. The database decides, so no two requests race past each other. */
public interface Claims {
    /** Completes once the claim is committed, on a virtual thread; fails with KycException. */
    CompletableFuture<ClaimOutcome> claim(JobSubmission submission);

    /**
     * Marks a job whose publish failed or is uncertain, or takes the mark off again. Best effort: a
     * failure is logged, for the job was refused to the caller either way.
     */
    void confirm(JobKey key, boolean isConfirmed);

    /** The job of that id, if this user of the partner has one. */
    Optional<AcceptedJob> find(JobKey key, String userId);
}
