package dev.kycplatform.intake.clean;

import dev.kycplatform.contracts.clean.JobRequested;

class AcceptJob {
    JobRequested accept(String jobId) {
        return new JobRequested(jobId);
    }
}
