package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.job.JobId;
import java.util.Optional;
import java.util.UUID;

/**
 * One question of a verification to one authority; each try is a job of its own.
 *
 * @param name the flow's name of it
 * @param attempt from 1, over all runs
 */
public record LookupKey(VerificationId verification, String name, int attempt) {
    /** {@code <verification>:<lookup>:<try>}. */
    public JobId jobId() {
        return new JobId(verification + ":" + name + ":" + attempt);
    }

    /** Empty if no lookup has such a job. */
    public static Optional<LookupKey> of(JobId jobId) {
        var parts = jobId.value().split(":", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new LookupKey(
                            new VerificationId(UUID.fromString(parts[0])),
                            parts[1],
                            Integer.parseInt(parts[2])));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
