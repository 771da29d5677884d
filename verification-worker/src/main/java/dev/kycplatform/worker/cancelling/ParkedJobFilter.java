package dev.kycplatform.worker.cancelling;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.PartnerId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which parked jobs.
 *
 * @param since when they were accepted
 * @param after only those behind this one, by partner and job id
 */
public record ParkedJobFilter(Optional<PartnerId> partner, Instant since, Optional<JobKey> after) {}
