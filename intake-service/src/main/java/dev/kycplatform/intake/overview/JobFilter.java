package dev.kycplatform.intake.overview;

import dev.kycplatform.contracts.job.PartnerId;
import java.time.Instant;
import java.util.Optional;

/** @param since when they were accepted */
public record JobFilter(Optional<PartnerId> partner, Optional<JobState> state, Instant since) {}
