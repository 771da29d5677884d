package dev.kycplatform.worker.cancelling;

import dev.kycplatform.contracts.job.JobKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parked job that has been taken to be ended.
 *
 * @param attempts how often an authority was asked
 * @param lease what the taking is known by
 * @param event the JobRequested as it came
 */
public record TakenJob(
        JobKey key,
        String authority,
        int attempts,
        UUID lease,
        byte[] event,
        @Nullable String traceParent) {}
