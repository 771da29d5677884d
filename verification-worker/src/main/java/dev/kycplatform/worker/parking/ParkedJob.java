package dev.kycplatform.worker.parking;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.worker.lookup.ParkedTime;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parked job that this instance has claimed.
 *
 * @param authority whom it waits for
 * @param attempts how often an authority was asked
 * @param isOverdue true if the next attempt is the last
 * @param time since when, and why at first
 * @param lease what the claim is known by; a write that carries an old one changes nothing
 * @param event the JobRequested as it came
 */
public record ParkedJob(
        JobKey key,
        Instant acceptedAt,
        String authority,
        int attempts,
        boolean isOverdue,
        ParkedTime time,
        UUID lease,
        byte[] event,
        @Nullable String traceParent) {
    Queue queue() {
        return new Queue(authority, key.partnerId());
    }
}
