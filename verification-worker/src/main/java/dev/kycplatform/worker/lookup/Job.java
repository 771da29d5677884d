package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.JobRequest;

/** A job whose request is open. Where the two disagree, the request is right: it was sealed. */
public record Job(ReceivedJob received, JobRequest request) {
    public JobKey key() {
        return received.key();
    }

    /** The same job, echoing something else. */
    Job withPartnerParams(String partnerParams) {
        return new Job(received, request.withPartnerParams(partnerParams));
    }

    /** Never prints the request. */
    @Override
    public String toString() {
        return "Job[" + key() + "]";
    }
}
