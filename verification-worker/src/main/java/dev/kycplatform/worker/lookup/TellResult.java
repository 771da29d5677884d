package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.error.KycException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Tells of a stored result: the instance that waits for it, if one does, and everybody. Safe to repeat. */
@ApplicationScoped
class TellResult {
    private final ResultEvents events;
    private final Replies replies;

    TellResult(ResultEvents events, Replies replies) {
        this.events = events;
        this.replies = replies;
    }

    /**
     * Returns when the broker has acknowledged both. The reply goes first: somebody waits for it.
     *
     * @throws KycException with EVENT_LOG_UNAVAILABLE (it may have happened)
     */
    void tell(ReceivedJob job, StoredResult result) {
        var replied = replies.reply(job);
        events.publish(result);
        await(replied);
    }

    /** Only the instance that asked with this record: everybody else has been told. */
    void reply(ReceivedJob job) {
        await(replies.reply(job));
    }

    private static void await(CompletableFuture<Void> acknowledged) {
        try {
            acknowledged.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KycException failure ? failure : e;
        }
    }
}
