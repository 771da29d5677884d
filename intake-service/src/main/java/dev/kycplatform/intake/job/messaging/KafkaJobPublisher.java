package dev.kycplatform.intake.job.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.EventPublisher;
import dev.kycplatform.intake.job.AcceptedJob;
import dev.kycplatform.intake.job.JobPublisher;
import dev.kycplatform.intake.job.JobSubmission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Jobs as records, their requests sealed and bound to the job. */
@ApplicationScoped
class KafkaJobPublisher implements JobPublisher {
    private static final String SOURCE = "/intake-service";

    private final EventPublisher publisher;
    private final EventCodec codec;
    private final Seal seal;
    private final KycEnvironment environment;
    private final ThisInstance instance;

    KafkaJobPublisher(
            EventPublisher publisher,
            EventCodec codec,
            Keysets keysets,
            DeploymentConfig deployment,
            ThisInstance instance) {
        this.publisher = publisher;
        this.codec = codec;
        this.seal = keysets.seal(Purpose.JOB_REQUEST);
        this.environment = deployment.environment();
        this.instance = instance;
    }

    @Override
    public CompletableFuture<Void> publish(
            AcceptedJob job, JobSubmission submission, Optional<Instant> deadline) {
        var event = requested(job, submission, deadline);
        return publisher.publish(
                new Event(
                        topicOf(job.lane()),
                        job.key().toString(),
                        event.eventId(),
                        EventType.JOB_REQUESTED,
                        SOURCE,
                        job.key().toString(),
                        job.acceptedAt(),
                        codec.encode(event),
                        submission.traceParent()));
    }

    private JobRequested requested(
            AcceptedJob job, JobSubmission submission, Optional<Instant> deadline) {
        var request = submission.request();
        var binding = Binding.ofJob(Purpose.JOB_REQUEST, job.key(), job.acceptedAt());
        return new JobRequested(
                JobRequested.SCHEMA_VERSION,
                job.key().partnerId().value(),
                job.key().jobId().value(),
                job.smileJobId().number(),
                environment,
                job.lane(),
                request.country(),
                request.idType(),
                submission.authority(),
                job.acceptedAt(),
                submission.apiKeyId(),
                deadline.orElse(null),
                deadline.isPresent() ? instance.id() : null,
                seal.seal(codec.encode(request), binding));
    }

    private static Topics topicOf(Lane lane) {
        return switch (lane) {
            case ASYNC -> Topics.JOBS;
            case SYNC -> Topics.JOBS_SYNC;
        };
    }
}
