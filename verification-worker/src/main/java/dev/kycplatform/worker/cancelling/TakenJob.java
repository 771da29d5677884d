package dev.kycplatform.worker.cancelling;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.worker.lookup.ParkedTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parked job that has been taken to be ended.
 *
 * @param attempts how often an authority was asked
 * @param time since when it was parked, and why at first
 * @param lease what the taking is known by
 * @param event the JobRequested as it came
 */
public record TakenJob(
        JobKey key,
        String authority,
        int attempts,
        ParkedTime time,
        UUID lease,
        byte[] event,
        @Nullable String traceParent) {}
