package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.error.KycException;
import java.util.concurrent.CompletableFuture;

/** Where the instances that wait for a job hear of its result. */
public interface Replies {
    /**
     * Tells the instance that asked with this record that the job's result is stored. Completes when the
     * broker has acknowledged, at once if nobody waits; fails with {@link KycException},
     * EVENT_LOG_UNAVAILABLE (it may have happened).
     */
    CompletableFuture<Void> reply(ReceivedJob job);
}
