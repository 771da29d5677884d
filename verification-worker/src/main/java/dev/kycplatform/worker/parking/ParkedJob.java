package dev.kycplatform.worker.parking;

import dev.kycplatform.contracts.job.JobKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parked job that this instance has claimed.
 *
 * @param authority whom it waits for
 * @param attempts how often an authority was asked
 * @param isOverdue true if the next attempt is the last
 * @param lease what the claim is known by; a write that carries an old one changes nothing
 * @param event the JobRequested as it came
 */
public record ParkedJob(
        JobKey key,
        Instant acceptedAt,
        String authority,
        int attempts,
        boolean isOverdue,
        UUID lease,
        byte[] event,
        @Nullable String traceParent) {
    Queue queue() {
        return new Queue(authority, key.partnerId());
    }
}
