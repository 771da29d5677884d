package dev.kycplatform.worker;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.partner.PartnerChanged;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.EventPublisher;
import dev.kycplatform.partners.PartnerDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Accepts jobs as intake does: sealed, and on {@code kyc.jobs}. */
@ApplicationScoped
public class SampleJobs {
    public static final String PARTNER = "001";
    public static final String TRACE_PARENT =
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final EventPublisher publisher;
    private final EventCodec codec;
    private final Seal seal;
    private final PartnerDirectory directory;
    private final DataSource database;
    private final Clock clock;
    private final IdTypes idTypes;

    SampleJobs(
            EventPublisher publisher,
            EventCodec codec,
            Keysets keysets,
            PartnerDirectory directory,
            DataSource database,
            Clock clock,
            IdTypes idTypes) {
        this.database = database;
        this.idTypes = idTypes;
        this.publisher = publisher;
        this.codec = codec;
        this.seal = keysets.seal(Purpose.JOB_REQUEST);
        this.directory = directory;
        this.clock = clock;
    }

    /** Returns when the worker knows the partner. */
    void registerPartner(String id) {
        registerPartner(id, null);
    }

    /** The same, of a partner whose jobs are given up after a time of its own. */
    void registerPartner(String id, @Nullable Duration giveUpAfter) {
        var event =
                new PartnerChanged(
                        PartnerChanged.SCHEMA_VERSION,
                        id,
                        1,
                        "A partner",
                        true,
                        false,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        giveUpAfter,
                        clock.instant());
        publisher.publishAndAwait(
                new Event(
                        Topics.PARTNERS,
                        id,
                        event.eventId(),
                        EventType.PARTNER_CHANGED,
                        "/tests",
                        id,
                        clock.instant(),
                        codec.encode(event),
                        null));
        Awaitility.await().until(() -> directory.find(new PartnerId(id)).isPresent());
    }

    /** A job nobody has accepted before, about a test number that ends in this digit. */
    JobRequested job(int lastDigit) {
        return job(PARTNER, lastDigit, clock.instant());
    }

    JobRequested job(String partner, int lastDigit, Instant acceptedAt) {
        return sealed(
                partner,
                "job-" + UUID.randomUUID(),
                acceptedAt.truncatedTo(ChronoUnit.MICROS),
                request("0000000000" + lastDigit));
    }

    static JobRequest request(String idNumber) {
        return new JobRequest(
                "user-1",
                "NG",
                "BVN",
                idNumber,
                Map.of(),
                "{\"user_id\":\"user-1\", \"job_id\":\"x\",\"job_type\":5}",
                null,
                "https://partner.example/callback?secret=1");
    }

    /** The same job as one that somebody waits for: no callback, a deadline, and who asks. */
    JobRequested awaited(JobRequested job, Instant deadline, String replyTo) {
        var asked = request("0000000000" + lastDigit(job));
        var request =
                new JobRequest(
                        asked.userId(),
                        asked.country(),
                        asked.idType(),
                        asked.idNumber(),
                        asked.inputs(),
                        asked.partnerParams(),
                        null,
                        null);
        return event(
                job.partnerId(),
                job.jobId(),
                job.acceptedAt(),
                Lane.SYNC,
                deadline,
                replyTo,
                seal.seal(codec.encode(request), job.binding()));
    }

    private String lastDigit(JobRequested job) {
        var request = codec.decode(seal.open(job.request(), job.binding()), JobRequest.class);
        return request.idNumber().substring(request.idNumber().length() - 1);
    }

    private JobRequested sealed(
            String partner, String jobId, Instant acceptedAt, JobRequest request) {
        var open = event(partner, jobId, acceptedAt, new byte[0]);
        return event(partner, jobId, acceptedAt, seal.seal(codec.encode(request), open.binding()));
    }

    /** Anything at all that somebody asks, a partner or an app. */
    JobRequested about(String asker, JobRequest request) {
        var type = idTypes.find(request.country(), request.idType()).orElseThrow();
        var open =
                new JobRequested(
                        JobRequested.SCHEMA_VERSION,
                        asker,
                        "job-" + UUID.randomUUID(),
                        1096,
                        KycEnvironment.SANDBOX,
                        Lane.ASYNC,
                        type.country(),
                        type.name(),
                        type.authority(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        "key-1",
                        null,
                        null,
                        new byte[0]);
        return withRequest(open, seal.seal(codec.encode(request), open.binding()));
    }

    private static JobRequested withRequest(JobRequested open, byte[] request) {
        return new JobRequested(
                open.schemaVersion(),
                open.partnerId(),
                open.jobId(),
                open.smileJobId(),
                open.environment(),
                open.lane(),
                open.country(),
                open.idType(),
                open.authority(),
                open.acceptedAt(),
                open.apiKeyId(),
                open.deadline(),
                open.replyTo(),
                request);
    }

    /** The same event with its request sealed by somebody else's keys. */
    JobRequested sealedWith(Seal foreign, JobRequested event) {
        return around(
                event, foreign.seal(seal.open(event.request(), event.binding()), event.binding()));
    }

    /** The same event around anything at all. */
    JobRequested around(JobRequested event, byte[] request) {
        return event(
                event.partnerId(),
                event.jobId(),
                event.acceptedAt(),
                event.lane(),
                event.deadline(),
                event.replyTo(),
                request);
    }

    /** The same event around another sealed request, as a forger would make it. */
    JobRequested withRequestOf(JobRequested event, JobRequested other) {
        return event(event.partnerId(), event.jobId(), event.acceptedAt(), other.request());
    }

    private static JobRequested event(
            String partner, String jobId, Instant acceptedAt, byte[] request) {
        return event(partner, jobId, acceptedAt, Lane.ASYNC, null, null, request);
    }

    private static JobRequested event(
            String partner,
            String jobId,
            Instant acceptedAt,
            Lane lane,
            @Nullable Instant deadline,
            @Nullable String replyTo,
            byte[] request) {
        return new JobRequested(
                JobRequested.SCHEMA_VERSION,
                partner,
                jobId,
                1096,
                KycEnvironment.SANDBOX,
                lane,
                "NG",
                "BVN",
                "ng-nibss",
                acceptedAt,
                "key-1",
                deadline,
                replyTo,
                request);
    }

    /** Whether a try of the same shows that the database refuses. */
    boolean isWaitingForTheDatabase() {
        try (var _ = database.getConnection()) {
            return false;
        } catch (SQLException _) {
            return true;
        }
    }

    byte[] bytes(JobRequested event) {
        return codec.encode(event);
    }

    /** On its lane's topic. */
    JobRequested publish(JobRequested event) {
        return publish(
                event,
                switch (event.lane()) {
                    case ASYNC -> Topics.JOBS;
                    case SYNC -> Topics.JOBS_SYNC;
                });
    }

    JobRequested publish(JobRequested event, Topics topic) {
        publish(event, bytes(event), topic);
        return event;
    }

    /** Anything at all, under the job's key. */
    void publish(JobRequested event, String garbage) {
        publish(event, garbage.getBytes(StandardCharsets.UTF_8), Topics.JOBS);
    }

    void publish(JobRequested event, byte[] value, Topics topic) {
        publisher.publishAndAwait(
                new Event(
                        topic,
                        event.key().toString(),
                        event.eventId(),
                        EventType.JOB_REQUESTED,
                        "/tests",
                        event.key().toString(),
                        clock.instant(),
                        value,
                        TRACE_PARENT));
    }
}
