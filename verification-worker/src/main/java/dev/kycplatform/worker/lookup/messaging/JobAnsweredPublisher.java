package dev.kycplatform.worker.lookup.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.result.JobAnswered;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.EventPublisher;
import dev.kycplatform.worker.lookup.ReceivedJob;
import dev.kycplatform.worker.lookup.Replies;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/** Tells intake's instances on {@code kyc.replies}. */
@ApplicationScoped
class JobAnsweredPublisher implements Replies {
    private static final String SOURCE = "/verification-worker";

    private final EventPublisher publisher;
    private final EventCodec codec;
    private final Clock clock;

    JobAnsweredPublisher(EventPublisher publisher, EventCodec codec, Clock clock) {
        this.publisher = publisher;
        this.codec = codec;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> reply(ReceivedJob job) {
        return job.replyTo()
                .map(instance -> publish(job, instance))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<Void> publish(ReceivedJob job, String instance) {
        var key = job.key();
        var fact =
                new JobAnswered(
                        JobAnswered.SCHEMA_VERSION,
                        key.partnerId().value(),
                        key.jobId().value(),
                        job.acceptedAt(),
                        instance,
                        job.reference().toString());
        return publisher.publish(
                new Event(
                        Topics.REPLIES,
                        key.toString(),
                        fact.eventId(),
                        EventType.JOB_ANSWERED,
                        SOURCE,
                        key.toString(),
                        clock.instant(),
                        codec.encode(fact),
                        job.traceParent()));
    }
}
