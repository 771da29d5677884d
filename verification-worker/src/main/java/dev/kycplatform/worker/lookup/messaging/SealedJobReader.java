package dev.kycplatform.worker.lookup.messaging;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.worker.lookup.Job;
import dev.kycplatform.worker.lookup.JobReader;
import dev.kycplatform.worker.lookup.ReceivedJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads events, trusting none of what they say in the clear, and opens what is sealed in them. */
@ApplicationScoped
class SealedJobReader implements JobReader {
    private final EventCodec codec;
    private final Seal seal;
    private final KycEnvironment environment;

    SealedJobReader(EventCodec codec, Keysets keysets, DeploymentConfig deployment) {
        this.codec = codec;
        this.seal = keysets.seal(Purpose.JOB_REQUEST);
        this.environment = deployment.environment();
    }

    @Override
    public ReceivedJob read(byte[] bytes, @Nullable String traceParent) {
        var event = codec.decode(bytes, JobRequested.class);
        requireReadable(event);
        return new ReceivedJob(event, bytes, traceParent, Optional.empty());
    }

    @Override
    public Job open(ReceivedJob received) {
        var event = received.event();
        var clear = seal.open(event.request(), event.binding());
        var request = decoded(clear);
        requirePresent(
                request.userId(),
                request.country(),
                request.idType(),
                request.idNumber(),
                request.inputs(),
                request.partnerParams());
        return new Job(received, request);
    }

    /** Without the cause, whose message may quote what was sealed and would end in the log. */
    private JobRequest decoded(byte[] clear) {
        try {
            return codec.decode(clear, JobRequest.class);
        } catch (KycException e) {
            throw unreadable(e.detail(), null);
        }
    }

    private void requireReadable(JobRequested event) {
        requirePresent(
                event.partnerId(),
                event.jobId(),
                event.environment(),
                event.lane(),
                event.acceptedAt(),
                event.apiKeyId(),
                event.request());
        if (event.environment() != environment) {
            throw unreadable("a job of another environment", null);
        }
        if (event.lane() == Lane.SYNC && event.deadline() == null) {
            throw unreadable("a job that is waited for, but not until when", null);
        }
        // A finer time would be bound alike but stored elsewhere: one job could have two results.
        if (!event.acceptedAt().equals(event.acceptedAt().truncatedTo(ChronoUnit.MICROS))) {
            throw unreadable("accepted_at is finer than a microsecond", null);
        }
        try {
            event.key();
        } catch (IllegalArgumentException e) {
            throw unreadable("an id that cannot be stored", e);
        }
    }

    /** JSON leaves out what it likes, whatever the types here say. */
    private static void requirePresent(@Nullable Object... values) {
        if (!Stream.of(values).allMatch(Objects::nonNull)) {
            throw unreadable("a required field is missing", null);
        }
    }

    private static KycException unreadable(String why, @Nullable Exception cause) {
        return new KycException(ErrorCode.UNREADABLE_RECORD, why, cause);
    }
}
