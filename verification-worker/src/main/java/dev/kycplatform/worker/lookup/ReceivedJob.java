package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.result.ResultReference;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An accepted job as it came: what it asks is still sealed.
 *
 * @param bytes the event's own bytes, to be kept as they are
 * @param publishedAt when the record was written that it came with; empty: it came with none
 */
public record ReceivedJob(
        JobRequested event,
        byte[] bytes,
        @Nullable String traceParent,
        Optional<Instant> publishedAt) {
    /** The same job from a record that was published then. */
    public ReceivedJob publishedAt(Instant time) {
        return new ReceivedJob(event, bytes, traceParent, Optional.of(time));
    }

    public JobKey key() {
        return event.key();
    }

    public Instant acceptedAt() {
        return event.acceptedAt();
    }

    /** Whether somebody waits for the answer: then it ends now, whatever comes, and is never parked. */
    public boolean isAwaited() {
        return event.lane() == Lane.SYNC;
    }

    /** When nobody waits any more; empty if nobody ever did. */
    public Optional<Instant> deadline() {
        return isAwaited() ? Optional.ofNullable(event.deadline()) : Optional.empty();
    }

    /** The intake instance that waits; empty if nobody does. */
    public Optional<String> replyTo() {
        return isAwaited() ? Optional.ofNullable(event.replyTo()) : Optional.empty();
    }

    /** Where this job's result is, or will be. */
    public ResultReference reference() {
        return new ResultReference(acceptedAt(), key());
    }
}
