package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.error.KycException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Takes a job whose result goes to its callback. */
@ApplicationScoped
public class SubmitJob {
    private final AcceptJob acceptJob;
    private final JobPublisher publisher;

    SubmitJob(AcceptJob acceptJob, JobPublisher publisher) {
        this.acceptJob = acceptJob;
        this.publisher = publisher;
    }

    /**
     * Completes when the job is accepted. Never blocks the caller. Fails with {@link KycException} as
     * {@link AcceptJob#accept} does.
     */
    public CompletionStage<AcceptedJob> submit(JobSubmission submission) {
        return acceptJob
                .accept(submission, job -> publisher.publish(job, submission, Optional.empty()))
                .thenApply(AcceptJob.Acceptance::job);
    }
}
