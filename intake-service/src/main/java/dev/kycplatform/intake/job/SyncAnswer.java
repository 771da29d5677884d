package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.job.JobRequest;

/** What somebody is told who waited for a job. */
public sealed interface SyncAnswer {
    /** The job's result. */
    record Ended(StoredResult result) implements SyncAnswer {}

    /** The wait ended first. Whatever the job comes to is told by a repeat and by job_status. */
    record StillAsking(AcceptedJob job, JobRequest request) implements SyncAnswer {
        /** Never prints the request. */
        @Override
        public String toString() {
            return "StillAsking[" + job.key() + "]";
        }
    }
}
