package dev.kycplatform.intake;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.result.JobAnswered;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.EventPublisher;
import dev.kycplatform.localstack.testing.TestServers;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Does to sync jobs what the worker does, when a test says so. */
@ApplicationScoped
public class StubWorker {
    private final EventPublisher publisher;
    private final EventCodec codec;
    private final Keysets keysets;
    private final AtomicBoolean isAnsweringAll = new AtomicBoolean();
    private volatile boolean isOver;

    StubWorker(EventPublisher publisher, EventCodec codec, Keysets keysets) {
        this.publisher = publisher;
        this.codec = codec;
        this.keysets = keysets;
    }

    /** Returns when a job has been published so often: the last record. */
    public JobRequested awaitAsked(String jobId, int times) {
        patiently().until(() -> asked(jobId).size() >= times);
        return asked(jobId).getLast();
    }

    /** Returns when each of these jobs has been published. */
    public void awaitAllAsked(List<String> jobIds) {
        patiently()
                .until(
                        () ->
                                asked().stream()
                                        .map(JobRequested::jobId)
                                        .collect(Collectors.toSet())
                                        .containsAll(jobIds));
    }

    /** All records of a job so far. */
    public List<JobRequested> asked(String jobId) {
        return asked().stream().filter(job -> job.jobId().equals(jobId)).toList();
    }

    /** From now on, for as long as the service runs, every sync job is answered with this as soon as it is published. */
    public void answerAll(String body) {
        if (isAnsweringAll.compareAndSet(false, true)) {
            var consumer = consumer();
            var partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            Thread.ofVirtual().name("stub-worker").start(() -> answerAll(consumer, body));
        }
    }

    private void answerAll(KafkaConsumer<byte[], byte[]> consumer, String body) {
        try (consumer;
                var jobs = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!isOver) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(
                                record -> {
                                    var job = codec.decode(record.value(), JobRequested.class);
                                    jobs.execute(
                                            () -> {
                                                store(job, body);
                                                reply(job);
                                            });
                                });
            }
        }
    }

    @PreDestroy
    void end() {
        isOver = true;
    }

    private static ConditionFactory patiently() {
        return Awaitility.await("jobs to be published")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20));
    }

    private List<JobRequested> asked() {
        try (var consumer = consumer()) {
            var partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var asked = new ArrayList<JobRequested>();
            while (partitions.stream()
                    .anyMatch(
                            one ->
                                    consumer.position(one)
                                            < Objects.requireNonNull(ends.get(one)))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(it -> asked.add(codec.decode(it.value(), JobRequested.class)));
            }
            return asked;
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", TestServers.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer
                .partitionsFor(TestServers.topicPrefix() + Topics.JOBS_SYNC.topicName())
                .stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    public void store(JobRequested job, String body) {
        store(job, ResultCode.VALID, body);
    }

    /** The first one stays. */
    public void store(JobRequested job, ResultCode code, String body) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var store =
                        admin.prepareStatement(
                                "INSERT INTO worker.result VALUES (?, ?, ?, ?, ?)"
                                        + " ON CONFLICT DO NOTHING")) {
            store.setObject(1, job.acceptedAt().atOffset(ZoneOffset.UTC));
            store.setString(2, job.partnerId());
            store.setString(3, job.jobId());
            store.setString(4, code.wire());
            store.setBytes(
                    5,
                    keysets.seal(Purpose.RESULT)
                            .seal(
                                    body.getBytes(StandardCharsets.UTF_8),
                                    Binding.ofJob(Purpose.RESULT, job.key(), job.acceptedAt())));
            store.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void reply(JobRequested job) {
        reply(job, Objects.requireNonNull(job.replyTo()));
    }

    public void reply(JobRequested job, String instance) {
        var fact =
                new JobAnswered(
                        JobAnswered.SCHEMA_VERSION,
                        job.partnerId(),
                        job.jobId(),
                        job.acceptedAt(),
                        instance,
                        new ResultReference(job.acceptedAt(), job.key()).toString());
        publisher.publishAndAwait(
                new Event(
                        Topics.REPLIES,
                        job.key().toString(),
                        fact.eventId(),
                        EventType.JOB_ANSWERED,
                        "/tests",
                        job.key().toString(),
                        Instant.now(),
                        codec.encode(fact),
                        null));
    }
}
