package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.Lane;

/**
 * A request that broke no rule, ready to be claimed.
 *
 * @param apiKeyId the key it was signed with; signs the callback
 * @param authority the ID authority the registry names; {@code none} if it knows no such ID type
 * @param canonicalContent see {@link RequestFields}
 */
public record JobSubmission(
        JobKey key,
        Lane lane,
        JobRequest request,
        String apiKeyId,
        String authority,
        byte[] canonicalContent,
        String traceParent) {}
