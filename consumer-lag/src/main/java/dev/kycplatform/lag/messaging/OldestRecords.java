package dev.kycplatform.lag.messaging;

import dev.kycplatform.eventlog.KafkaConnection;
import dev.kycplatform.lag.GroupPartition;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * When the record was written that a group handles next. That record itself is read, one batch of it: exact from the first
 * round on, whoever wrote it. Where a position has not moved nothing is read again, so an outage costs nothing.
 * For one thread.
 */
@ApplicationScoped
class OldestRecords {
    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(100);

    /** Room for a record of any size the platform writes, and no more. */
    private static final int BATCH = 64 * 1024;

    private final KafkaConnection connection;
    private final Map<GroupPartition, Seen> seen = new HashMap<>();
    private @Nullable Consumer<byte[], byte[]> consumer;

    private record Seen(long position, Instant at) {}

    OldestRecords(KafkaConnection connection) {
        this.connection = connection;
    }

    @PreDestroy
    void close() {
        if (consumer != null) {
            consumer.close();
        }
    }

    /**
     * @param positions of records that were there a moment ago
     * @return without what could not be read in time and was not known before
     * @throws KafkaException if the broker refuses
     */
    Map<GroupPartition, Instant> writtenAt(Map<GroupPartition, Long> positions) {
        seen.keySet().retainAll(positions.keySet());
        var unknown = new TreeMap<String, Map<TopicPartition, GroupPartition>>();
        positions.forEach(
                (of, position) -> {
                    var known = seen.get(of);
                    if (known == null || known.position() != position) {
                        // One reader stands at one place of a partition: group by group.
                        unknown.computeIfAbsent(of.group(), _ -> new HashMap<>())
                                .put(new TopicPartition(of.topic(), of.partition()), of);
                    }
                });
        unknown.values().forEach(ofOneGroup -> read(ofOneGroup, positions));
        var times = new HashMap<GroupPartition, Instant>();
        seen.forEach((of, at) -> times.put(of, at.at()));
        return times;
    }

    private void read(
            Map<TopicPartition, GroupPartition> partitions, Map<GroupPartition, Long> positions) {
        var reading = open();
        try {
            reading.assign(partitions.keySet());
            partitions.forEach(
                    (partition, of) -> reading.seek(partition, positions.getOrDefault(of, 0L)));
            var missing = new HashSet<>(partitions.keySet());
            var endsAt = System.nanoTime() + WITHIN.toNanos();
            while (!missing.isEmpty() && System.nanoTime() - endsAt < 0) {
                var records = reading.poll(POLL);
                for (var partition : records.partitions()) {
                    var first = records.records(partition).getFirst();
                    if (missing.remove(partition)) {
                        var of = partitions.get(partition);
                        seen.put(
                                of,
                                new Seen(
                                        positions.getOrDefault(of, 0L),
                                        Instant.ofEpochMilli(first.timestamp())));
                        reading.pause(List.of(partition));
                    }
                }
            }
            reading.unsubscribe();
        } catch (KafkaException e) {
            consumer = null;
            reading.close();
            throw e;
        }
    }

    private Consumer<byte[], byte[]> open() {
        var reading = consumer;
        if (reading == null) {
            reading =
                    new KafkaConsumer<>(
                            connection.with(
                                    Map.of(
                                            ConsumerConfig.CLIENT_ID_CONFIG,
                                            "consumer-lag",
                                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                            false,
                                            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                            "read_committed",
                                            // What expired meanwhile is not the oldest any more.
                                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                            "earliest",
                                            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                                            BATCH,
                                            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                                            Math.toIntExact(POLL.toMillis()))),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer());
            consumer = reading;
        }
        return reading;
    }
}
