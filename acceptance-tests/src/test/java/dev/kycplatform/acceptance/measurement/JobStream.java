package dev.kycplatform.acceptance.measurement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Accepts jobs as intake does, straight onto the topics, and hears of their ends. */
final class JobStream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Clock clock = Clock.systemUTC();
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Seal seal;
    private final Map<String, Long> begunAtNanos = new ConcurrentHashMap<>();
    private final Thread reader;
    private volatile boolean isClosed;

    /** How long each of one kind of job took. */
    final Map<String, Latencies> latencies = new ConcurrentHashMap<>();

    /** @param kind under which its latency is kept; the first part of its job id */
    record Kind(String kind, String partner, String country, String idType, String number) {}

    JobStream(String kafka, Path keysets) {
        this.seal = new Keysets(keysets).seal(Purpose.JOB_REQUEST);
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka,
                                ProducerConfig.LINGER_MS_CONFIG,
                                2,
                                ProducerConfig.BUFFER_MEMORY_CONFIG,
                                256L * 1024 * 1024),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        this.consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka,
                                ConsumerConfig.GROUP_ID_CONFIG,
                                "measurement",
                                // A fetch a record would cost more than all that is measured.
                                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                                32 * 1024,
                                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                                5,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.RESULTS.topicName(), Topics.REPLIES.topicName()));
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    /** Lets the worker know a partner that may look everything up. */
    void register(String partner) {
        var event =
                JSON.createObjectNode()
                        .put("schema_version", 1)
                        .put("partner_id", partner)
                        .put("version", 1)
                        .put("name", "A partner")
                        .put("enabled", true)
                        .put("production_enabled", true);
        event.putArray("api_keys");
        event.putArray("webhook_secrets");
        event.put("changed_at", clock.instant().toString());
        send(Topics.PARTNERS, partner, event);
        producer.flush();
    }

    void submit(Kind kind) {
        submit(kind, null);
    }

    /** As one that somebody waits for; its latency ends with the reply. */
    void ask(Kind kind) {
        submit(kind, Duration.ofSeconds(22));
    }

    private void submit(Kind kind, @Nullable Duration wait) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var key = JobKey.of(kind.partner(), kind.kind() + "-" + NUMBERS.incrementAndGet());
        var request =
                new JobRequest(
                        "user-1",
                        kind.country(),
                        kind.idType(),
                        kind.number(),
                        Map.of(),
                        "{\"user_id\":\"user-1\",\"job_id\":\"x\",\"job_type\":5}",
                        null,
                        wait == null ? "https://partner.example/callback" : null);
        var sealed = seal.seal(bytes(request), Binding.ofJob(Purpose.JOB_REQUEST, key, now));
        var event =
                JSON.createObjectNode()
                        .put("schema_version", 1)
                        .put("partner_id", kind.partner())
                        .put("job_id", key.jobId().value())
                        .put("smile_job_id", 1096)
                        .put("environment", "sandbox")
                        .put("lane", wait == null ? "async" : "sync")
                        .put("country", kind.country())
                        .put("id_type", kind.idType())
                        .put("authority", "-")
                        .put("accepted_at", now.toString())
                        .put("api_key_id", "key-1")
                        .put("request", sealed);
        if (wait != null) {
            event.put("deadline", now.plus(wait).toString()).put("reply_to", "measurement");
        }
        begunAtNanos.put(key.toString(), System.nanoTime());
        send(wait == null ? Topics.JOBS : Topics.JOBS_SYNC, key.toString(), event);
    }

    private void send(Topics topic, String key, ObjectNode event) {
        producer.send(
                new ProducerRecord<>(
                        topic.topicName(), key.getBytes(StandardCharsets.UTF_8), bytes(event)));
    }

    /** Jobs that have not ended. */
    int open() {
        return begunAtNanos.size();
    }

    private static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        while (!isClosed) {
            for (var record : consumer.poll(Duration.ofMillis(20))) {
                var key = new String(record.key(), StandardCharsets.UTF_8);
                var begun = begunAtNanos.remove(key);
                if (begun != null) {
                    var kind = key.substring(key.indexOf('/') + 1).replaceFirst("-\\d+$", "");
                    latencies
                            .computeIfAbsent(kind, _ -> new Latencies())
                            .add(System.nanoTime() - begun);
                }
            }
        }
        consumer.close();
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}
