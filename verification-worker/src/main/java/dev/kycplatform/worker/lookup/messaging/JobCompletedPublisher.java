package dev.kycplatform.worker.lookup.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.result.JobCompleted;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.EventPublisher;
import dev.kycplatform.worker.lookup.ResultEvents;
import dev.kycplatform.worker.lookup.StoredResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;

/** Announces results on {@code kyc.results}. */
@ApplicationScoped
class JobCompletedPublisher implements ResultEvents {
    private static final String SOURCE = "/verification-worker";

    private final EventPublisher publisher;
    private final EventCodec codec;
    private final KycEnvironment environment;

    JobCompletedPublisher(EventPublisher publisher, EventCodec codec, DeploymentConfig deployment) {
        this.publisher = publisher;
        this.codec = codec;
        this.environment = deployment.environment();
    }

    @Override
    public void publish(StoredResult result) {
        var fact = fact(result);
        publisher.publishAndAwait(
                new Event(
                        Topics.RESULTS,
                        fact.key().toString(),
                        fact.eventId(),
                        EventType.JOB_COMPLETED,
                        SOURCE,
                        fact.key().toString(),
                        fact.answeredAt(),
                        codec.encode(fact),
                        result.traceParent().orElse(null)));
    }

    private JobCompleted fact(StoredResult result) {
        var key = result.reference().key();
        return new JobCompleted(
                JobCompleted.SCHEMA_VERSION,
                key.partnerId().value(),
                key.jobId().value(),
                result.smileJobId().toString(),
                environment,
                result.country(),
                result.idType(),
                result.authority(),
                result.code(),
                result.code().category(),
                result.code().actions(),
                result.reference().acceptedAt(),
                result.askedAt().orElse(null),
                result.answeredAt(),
                result.attempts(),
                result.reference().toString(),
                result.size(),
                HexFormat.of().formatHex(result.sha256()));
    }
}
