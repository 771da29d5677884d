package dev.kycplatform.intake.overview;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.SmileJobId;
import java.time.Instant;
import java.util.Optional;

/**
 * An accepted job, with where it stands.
 *
 * @param resultCode once it is answered
 * @param nextAttemptAt while it is parked
 */
public record KnownJob(
        JobKey key,
        SmileJobId smileJobId,
        Lane lane,
        Instant acceptedAt,
        JobState state,
        Optional<String> resultCode,
        Optional<Instant> nextAttemptAt) {}
