package dev.kycplatform.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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
 * A topic that this instance reads for itself: every partition, assigned, no group, nothing committed.
 * After a failure it goes on from where it was, so no record that came meanwhile is missed. A partition
 * that is added to the topic is read from its beginning.
 */
final class OwnReading implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OwnReading.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** Where a reading begins. */
    enum Start {
        BEGINNING,
        END
    }

    /** What is made of a record. Called by one thread; what it throws is logged and the record left. */
    @FunctionalInterface
    interface Handler {
        void handle(ConsumerRecord<byte[], byte[]> record);
    }

    private final String topic;
    private final Map<String, Object> settings;
    private final Start start;
    private final Handler handler;
    private final Thread thread;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private volatile boolean upToDate;
    private volatile boolean closed;
    private final AtomicLong turns = new AtomicLong();
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    OwnReading(String topic, Map<String, Object> settings, Start start, Handler handler) {
        this.topic = topic;
        this.settings = settings;
        this.start = start;
        this.handler = handler;
        // A virtual one would take turns with callers each time it has waited for a record.
        this.thread = Thread.ofPlatform().daemon().name("reading-" + topic).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** True once the end seen at the start has been reached; stays true, for an outage takes nothing away. */
    boolean isUpToDate() {
        return upToDate;
    }

    String topic() {
        return topic;
    }

    /** Grows for as long as records are read or tried to be; also while nothing comes or Kafka is away. */
    long turns() {
        return turns.get();
    }

    boolean isClosed() {
        return closed;
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
                LOG.warnf(e, "Reading a topic failed, going on soon: topic=%s", topic);
                pause();
            }
            turns.incrementAndGet();
        }
    }

    private void read(Consumer<byte[], byte[]> from) {
        var partitions = partitions(from);
        if (partitions.isEmpty()) {
            // Not "read to its end": nothing is known yet.
            throw new UnknownTopicOrPartitionException(topic + " is not there yet");
        }
        from.assign(partitions);
        var end = Map.copyOf(from.endOffsets(partitions));
        seek(from, partitions, end);
        while (!closed) {
            if (!upToDate && reached(from, partitions, end)) {
                upToDate = true;
                LOG.infof("Read a topic to its end: topic=%s", topic);
            }
            from.poll(POLL).forEach(this::tell);
            followNewPartitions(from);
            turns.incrementAndGet();
        }
    }

    /** As the client last heard of them, so asking often costs nothing. */
    private List<TopicPartition> partitions(Consumer<byte[], byte[]> from) {
        return from.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** All that is in a partition that was added came after the start. */
    private void followNewPartitions(Consumer<byte[], byte[]> from) {
        var known = from.assignment();
        var added = partitions(from).stream().filter(it -> !known.contains(it)).toList();
        if (!added.isEmpty()) {
            LOG.infof("A topic has more partitions: topic=%s added=%d", topic, added.size());
            var all = new ArrayList<>(known);
            all.addAll(added);
            from.assign(all);
            for (var partition : added) {
                positions.putIfAbsent(partition, 0L);
                from.seekToBeginning(List.of(partition));
            }
        }
    }

    /**
     * Where it was, or where it is to begin: at an end that is looked up now, not at the first poll. What was
     * added to the topic while it could not be read is read from the beginning.
     */
    private void seek(
            Consumer<byte[], byte[]> from,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> end) {
        var beginning =
                start == Start.BEGINNING || !positions.isEmpty()
                        ? from.beginningOffsets(partitions)
                        : end;
        for (var partition : partitions) {
            from.seek(
                    partition,
                    positions.computeIfAbsent(partition, it -> beginning.getOrDefault(it, 0L)));
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
            handler.handle(record);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "Ignored a record: topic=%s partition=%d offset=%d",
                    topic,
                    record.partition(),
                    record.offset());
        }
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
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
                // Only if what stood at its position has expired: then what is left is read.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                // A change is in force within 2 s; long polls would only add to that.
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                250,
                // How soon a partition that is added to the topic is noticed: before most producers
                // do.
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                10_000);
    }
}
