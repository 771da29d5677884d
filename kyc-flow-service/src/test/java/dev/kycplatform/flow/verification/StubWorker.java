package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.result.JobCompleted;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.EventPublisher;
import dev.kycplatform.eventlog.LiveTopic;
import dev.kycplatform.eventlog.LiveTopics;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Reads jobs from Kafka, and answers each when and as a test says: a sealed result in the store, an event on the topic. */
@Singleton
public class StubWorker {
    private static final Duration POLL = Duration.ofMillis(10);

    private final EventPublisher publisher;
    private final EventCodec codec;
    private final Keysets keysets;
    private final LiveTopics topics;
    private final Map<String, JobRequested> jobs = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> timesRead = new ConcurrentHashMap<>();
    private volatile @Nullable LiveTopic topic;

    /** One for all: to open one takes ten times as long as what is asked. */
    private @Nullable Connection admin;

    StubWorker(EventPublisher publisher, EventCodec codec, Keysets keysets, LiveTopics topics) {
        this.publisher = publisher;
        this.codec = codec;
        this.keysets = keysets;
        this.topics = topics;
    }

    void start(@Observes @Priority(50) StartupEvent event) {
        makeWorkersTable();
        topic =
                topics.follow(
                        Topics.JOBS,
                        value -> {
                            var job = codec.decode(value, JobRequested.class);
                            jobs.put(job.jobId(), job);
                            timesRead
                                    .computeIfAbsent(job.jobId(), _ -> new AtomicInteger())
                                    .incrementAndGet();
                        });
    }

    @PreDestroy
    synchronized void close() throws SQLException {
        var following = topic;
        if (following != null) {
            following.close();
        }
        if (admin != null) {
            admin.close();
        }
    }

    private Connection admin() throws SQLException {
        var known = admin;
        if (known == null) {
            known = DriverManager.getConnection(TestServers.adminJdbcUrl());
            admin = known;
        }
        return known;
    }

    public int timesRead(String jobId) {
        var times = timesRead.get(jobId);
        return times == null ? 0 : times.get();
    }

    /** The job of a verification's lookup, once it has come. */
    public JobRequested job(String verificationId, int attempt) {
        var id = verificationId + ":identity:" + attempt;
        Awaitility.await("job " + id)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(POLL)
                .until(() -> jobs.containsKey(id));
        return Objects.requireNonNull(jobs.get(id));
    }

    public JobRequest request(JobRequested job) {
        return codec.decode(
                keysets.seal(Purpose.JOB_REQUEST).open(job.request(), job.binding()),
                JobRequest.class);
    }

    /** Found, all as it was sent but for these keys of the result. */
    public void found(
            String verificationId, int attempt, Map<String, String> changes, String... signals) {
        var job = job(verificationId, attempt);
        var inputs = request(job).inputs();
        var body = new HashMap<String, Object>();
        body.put("ResultCode", "1012");
        body.put(
                "FullName",
                inputs.getOrDefault("first_name", "") + " " + inputs.getOrDefault("last_name", ""));
        put(body, "FirstName", inputs.get("first_name"));
        put(body, "LastName", inputs.get("last_name"));
        put(body, "EntityName", inputs.get("entity_name"));
        put(body, "DOB", inputs.get("birthdate"));
        put(
                body,
                "Address",
                (inputs.getOrDefault("street_address_1", "")
                                + " "
                                + inputs.getOrDefault("street_address_2", ""))
                        .strip());
        put(body, "City", inputs.get("city"));
        put(body, "State", inputs.get("state"));
        put(body, "PostalCode", inputs.get("postal_code"));
        put(body, "Email", inputs.get("email"));
        put(body, "PhoneNumber", inputs.get("phone"));
        body.put("Signals", List.of(signals));
        body.putAll(changes);
        answer(job, ResultCode.VALID, body, true);
    }

    private static void put(Map<String, Object> body, String key, @Nullable String value) {
        if (value != null) {
            body.put(key, value);
        }
    }

    public void answer(String verificationId, int attempt, ResultCode code) {
        answer(job(verificationId, attempt), code, Map.of("ResultCode", code.wire()), true);
    }

    /** Stores the result; the event is lost. */
    public void answerUnheard(String verificationId, int attempt, ResultCode code) {
        answer(job(verificationId, attempt), code, Map.of("ResultCode", code.wire()), false);
    }

    /** Returns once the service knows the answer. */
    public void awaitRecorded(String verificationId, int attempt) {
        Awaitility.await("the answer to try " + attempt)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(POLL)
                .until(() -> isRecorded(verificationId, attempt));
    }

    private synchronized boolean isRecorded(String verificationId, int attempt)
            throws SQLException {
        try (var statement =
                admin().prepareStatement(
                                """
                                SELECT FROM flow.lookup
                                WHERE verification_id = ?::uuid AND attempt = ? AND result_code IS NOT NULL\
                                """)) {
            statement.setString(1, verificationId);
            statement.setInt(2, attempt);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void answer(
            JobRequested job, ResultCode code, Map<String, Object> body, boolean isTold) {
        var reference = new ResultReference(job.acceptedAt(), job.key());
        var sealed =
                keysets.seal(Purpose.RESULT)
                        .seal(
                                codec.encode(body),
                                Binding.ofJob(Purpose.RESULT, job.key(), job.acceptedAt()));
        store(reference, code, sealed);
        if (isTold) {
            tell(job, reference, code);
        }
    }

    private synchronized void store(ResultReference reference, ResultCode code, byte[] body) {
        try (var statement =
                admin().prepareStatement(
                                """
                                INSERT INTO worker.result (accepted_at, partner_id, job_id, result_code, body)
                                VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
                                """)) {
            statement.setObject(1, reference.acceptedAt().atOffset(ZoneOffset.UTC));
            statement.setString(2, reference.key().partnerId().value());
            statement.setString(3, reference.key().jobId().value());
            statement.setString(4, code.wire());
            statement.setBytes(5, body);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tell(JobRequested job, ResultReference reference, ResultCode code) {
        var now = Instant.now();
        var completed =
                new JobCompleted(
                        JobCompleted.SCHEMA_VERSION,
                        job.partnerId(),
                        job.jobId(),
                        "0000000001",
                        KycEnvironment.SANDBOX,
                        job.country(),
                        job.idType(),
                        job.authority(),
                        code,
                        code.category(),
                        code.actions(),
                        job.acceptedAt(),
                        now,
                        now,
                        1,
                        reference.toString(),
                        1,
                        "00");
        publisher.publishAndAwait(
                new Event(
                        Topics.RESULTS,
                        job.key().toString(),
                        completed.eventId(),
                        EventType.JOB_COMPLETED,
                        "/verification-worker",
                        job.key().toString(),
                        now,
                        codec.encode(completed),
                        null));
    }

    /** What the worker's own migration would have made, as far as flow reads it. */
    private static void makeWorkersTable() {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement = admin.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS worker.result (
                        accepted_at timestamptz, partner_id text, job_id text, result_code text, body bytea,
                        PRIMARY KEY (accepted_at, partner_id, job_id));
                    CREATE OR REPLACE VIEW worker.result_v1 AS SELECT * FROM worker.result;
                    GRANT USAGE ON SCHEMA worker TO kyc_flow;
                    GRANT SELECT ON worker.result_v1 TO kyc_flow\
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
