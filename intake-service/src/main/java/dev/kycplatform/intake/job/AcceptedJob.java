package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.SmileJobId;
import java.time.Instant;

/** A job as its claim minted it, once and for all. */
public record AcceptedJob(JobKey key, Lane lane, SmileJobId smileJobId, Instant acceptedAt) {}
