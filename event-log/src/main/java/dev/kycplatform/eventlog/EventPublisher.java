package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventHeaders;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes facts: {@code acks=all}, idempotent producer. Done means that the broker has acknowledged;
 * a failure means that it may or may not have happened.
 */
@ApplicationScoped
public class EventPublisher {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final byte[] JSON = "application/json".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CLOUD_EVENTS = "1.0".getBytes(StandardCharsets.UTF_8);

    /** Somebody waits for each of these records, so none waits for company. */
    private static final Set<Topics> WITHOUT_LINGER = EnumSet.of(Topics.JOBS_SYNC, Topics.REPLIES);

    private final Producer<byte[], byte[]> producer;
    private final Producer<byte[], byte[]> producerWithoutLinger;
    private final TopicNames names;

    EventPublisher(KafkaConnection connection, EventLogConfig config, TopicNames names) {
        this.names = names;
        this.producer = producer(connection, config.publishing(), config.publishing().linger());
        this.producerWithoutLinger = producer(connection, config.publishing(), Duration.ZERO);
    }

    private static Producer<byte[], byte[]> producer(
            KafkaConnection connection, EventLogConfig.Publishing publishing, Duration linger) {
        return new KafkaProducer<>(
                connection.with(
                        Map.of(
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                true,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                publishing.maxBlock().toMillis(),
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                Math.toIntExact(publishing.requestTimeout().toMillis()),
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                Math.toIntExact(publishing.deliveryTimeout().toMillis()),
                                ProducerConfig.LINGER_MS_CONFIG,
                                linger.toMillis(),
                                // What is too large says the broker, topic by topic: a dead letter
                                // may be twice as large as any other record.
                                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                                2 * 1024 * 1024,
                                // 64 KB is the largest value (contracts); several share a
                                // batch.
                                ProducerConfig.BATCH_SIZE_CONFIG,
                                128 * 1024)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @PreDestroy
    void close() {
        producerWithoutLinger.close(CLOSE_WITHIN);
        producer.close(CLOSE_WITHIN);
    }

    /**
     * Completes when the broker has acknowledged, on the producer's thread: hand long work on. May
     * block the caller for {@code max-block} while the broker is away, so never call it on an event
     * loop. Fails with {@link KycException}: EVENT_LOG_UNAVAILABLE (it may have happened) or
     * NOT_STORABLE.
     */
    public CompletableFuture<Void> publish(Event event) {
        return send(
                WITHOUT_LINGER.contains(event.topic()) ? producerWithoutLinger : producer,
                record(event));
    }

    /** {@link #publish} for a virtual thread: returns when the broker has acknowledged. */
    public void publishAndAwait(Event event) {
        await(publish(event));
    }

    void sendAndAwait(ProducerRecord<byte[], byte[]> record) {
        await(send(producer, record));
    }

    private static CompletableFuture<Void> send(
            Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        var acknowledged = new CompletableFuture<Void>();
        try {
            producer.send(
                    record,
                    (_, failure) -> {
                        if (failure == null) {
                            acknowledged.complete(null);
                        } else {
                            acknowledged.completeExceptionally(translated(failure));
                        }
                    });
        } catch (RuntimeException e) {
            acknowledged.completeExceptionally(translated(e));
        }
        return acknowledged;
    }

    private static void await(CompletableFuture<Void> acknowledged) {
        try {
            acknowledged.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KycException failure ? failure : e;
        }
    }

    private static KycException translated(Exception failure) {
        return switch (failure) {
            case RecordTooLargeException e ->
                    new KycException(ErrorCode.NOT_STORABLE, "the record is too large", e);
            case SerializationException e ->
                    new KycException(ErrorCode.NOT_STORABLE, "the record cannot be written", e);
            case InvalidConfigurationException e ->
                    new KycException(ErrorCode.INTERNAL, "the producer is set up wrongly", e);
            default ->
                    new KycException(
                            ErrorCode.EVENT_LOG_UNAVAILABLE,
                            "publishing failed: " + failure.getClass().getSimpleName(),
                            failure);
        };
    }

    private ProducerRecord<byte[], byte[]> record(Event event) {
        var record =
                new ProducerRecord<>(
                        names.of(event.topic()),
                        event.key().getBytes(StandardCharsets.UTF_8),
                        event.value());
        var headers = record.headers();
        headers.add(EventHeaders.SPEC_VERSION, CLOUD_EVENTS);
        add(headers, EventHeaders.ID, event.id().value());
        add(headers, EventHeaders.TYPE, event.type().wire());
        add(headers, EventHeaders.SOURCE, event.source());
        add(headers, EventHeaders.SUBJECT, event.subject());
        add(headers, EventHeaders.TIME, event.time().toString());
        headers.add(EventHeaders.CONTENT_TYPE, JSON);
        if (event.traceParent() != null) {
            add(headers, EventHeaders.TRACE_PARENT, event.traceParent());
        }
        return record;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
