package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.result.ResultReference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An accepted job as it came: what it asks is still sealed.
 *
 * @param bytes the event's own bytes, to be kept as they are
 */
public record ReceivedJob(JobRequested event, byte[] bytes, @Nullable String traceParent) {
    public JobKey key() {
        return event.key();
    }

    public Instant acceptedAt() {
        return event.acceptedAt();
    }

    /** Where this job's result is, or will be. */
    public ResultReference reference() {
        return new ResultReference(acceptedAt(), key());
    }
}
