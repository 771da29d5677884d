package dev.kycplatform.eventlog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A compacted topic read whole by this instance, then followed: no group, no committed offsets.
 * Complete once the end seen at the start is reached; an outage afterwards leaves what is known.
 */
public final class StateTopic implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StateTopic.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** What a reader makes of the state. Called by one thread. */
    public interface Listener {
        /** A key's value; may be older than one seen before, so compare versions. */
        void changed(String key, byte[] value);

        void removed(String key);
    }

    private final String topic;
    private final Map<String, Object> settings;
    private final Listener listener;
    private final Thread thread;
    private volatile boolean complete;
    private volatile boolean closed;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    StateTopic(String topic, Map<String, Object> settings, Listener listener) {
        this.topic = topic;
        this.settings = settings;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("state-topic-" + topic).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** True once everything that stood in the topic at the start has been read. */
    public boolean isComplete() {
        return complete;
    }

    @Override
    public void close() {
        closed = true;
        var reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    private void run() {
        while (!closed) {
            try (var opened = open()) {
                consumer = opened;
                read(opened);
            } catch (WakeupException _) {
                // Closing.
            } catch (KafkaException e) {
                LOG.warnf(e, "Reading a state topic failed, reading it again: topic=%s", topic);
                pause();
            }
        }
    }

    private void read(Consumer<byte[], byte[]> from) {
        var partitions =
                from.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            // Not "read to its end": nothing is known yet.
            throw new UnknownTopicOrPartitionException(topic + " is not there yet");
        }
        from.assign(partitions);
        from.seekToBeginning(partitions);
        var end = new HashMap<>(from.endOffsets(partitions));
        while (!closed) {
            if (!complete && reached(from, partitions, end)) {
                complete = true;
                LOG.infof("Read a state topic to its end: topic=%s", topic);
            }
            from.poll(POLL).forEach(this::tell);
        }
    }

    private static boolean reached(
            Consumer<byte[], byte[]> from,
            Collection<TopicPartition> partitions,
            Map<TopicPartition, Long> end) {
        return partitions.stream()
                .allMatch(partition -> from.position(partition) >= end.getOrDefault(partition, 0L));
    }

    /** A record nobody can read must not hide the ones behind it. */
    private void tell(ConsumerRecord<byte[], byte[]> record) {
        try {
            var key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                listener.removed(key);
            } else {
                listener.changed(key, record.value());
            }
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "Ignored a state record: topic=%s partition=%d offset=%d",
                    topic,
                    record.partition(),
                    record.offset());
        }
    }

    private Consumer<byte[], byte[]> open() {
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_FAILURE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    static Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                // A change is in force within 2 s; long polls would only add to that.
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                250);
    }
}
