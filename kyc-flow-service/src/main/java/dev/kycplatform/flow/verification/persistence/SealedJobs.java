package dev.kycplatform.flow.verification.persistence;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.flow.verification.Lookup;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Lookups as jobs for the worker, sealed and bound as intake's are. */
@ApplicationScoped
class SealedJobs {
    /** No key of a partner's came with it, and no callback is owed that one would sign. */
    private static final String NO_API_KEY = "app";

    private final EventCodec codec;
    private final Seal seal;
    private final KycEnvironment environment;
    private final IdTypes idTypes;

    SealedJobs(EventCodec codec, Keysets keysets, DeploymentConfig deployment, IdTypes idTypes) {
        this.codec = codec;
        this.seal = keysets.seal(Purpose.JOB_REQUEST);
        this.environment = deployment.environment();
        this.idTypes = idTypes;
    }

    byte[] sealed(Lookup lookup, JobRequest request, long smileJobId) {
        var type = idTypes.find(lookup.country(), lookup.idType()).orElseThrow();
        var job = lookup.jobKey();
        var unsealed =
                new JobRequested(
                        JobRequested.SCHEMA_VERSION,
                        job.partnerId().value(),
                        job.jobId().value(),
                        smileJobId,
                        environment,
                        Lane.ASYNC,
                        lookup.country(),
                        lookup.idType(),
                        type.authority(),
                        lookup.acceptedAt(),
                        NO_API_KEY,
                        null,
                        null,
                        new byte[0]);
        return codec.encode(
                new JobRequested(
                        unsealed.schemaVersion(),
                        unsealed.partnerId(),
                        unsealed.jobId(),
                        unsealed.smileJobId(),
                        unsealed.environment(),
                        unsealed.lane(),
                        unsealed.country(),
                        unsealed.idType(),
                        unsealed.authority(),
                        unsealed.acceptedAt(),
                        unsealed.apiKeyId(),
                        null,
                        null,
                        seal.seal(codec.encode(request), unsealed.binding())));
    }

    JobRequest opened(byte[] event) {
        var requested = codec.decode(event, JobRequested.class);
        return codec.decode(seal.open(requested.request(), requested.binding()), JobRequest.class);
    }

    /** The record that carries it: the same however often it is published. */
    Event record(byte[] value, @Nullable String traceParent) {
        var requested = codec.decode(value, JobRequested.class);
        var key = requested.key().toString();
        return new Event(
                Topics.JOBS,
                key,
                requested.eventId(),
                EventType.JOB_REQUESTED,
                OutgoingRecords.SOURCE,
                key,
                requested.acceptedAt(),
                value,
                traceParent);
    }
}
