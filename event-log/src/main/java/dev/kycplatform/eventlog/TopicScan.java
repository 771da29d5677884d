package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a part of a topic once, for somebody who asks: no group, nothing committed. For virtual threads. */
@ApplicationScoped
class TopicScan {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConnection connection;

    TopicScan(KafkaConnection connection) {
        this.connection = connection;
    }

    /** Chooses a topic's partitions by how many there are. */
    @FunctionalInterface
    interface Choice {
        Choice ALL = (_, _) -> true;

        boolean includes(int partition, int partitions);
    }

    /**
     * Shows the records that were written from then on until the call, each partition's in order.
     *
     * @param visitor false: enough
     * @param within how long it may take
     * @return whether all of them were shown
     * @throws KycException with EVENT_LOG_UNAVAILABLE
     */
    boolean read(
            String topic,
            Choice choice,
            Instant from,
            Duration within,
            Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        return withConsumer(
                consumer -> {
                    var partitions = partitions(consumer, topic, choice);
                    consumer.assign(partitions);
                    var ends = consumer.endOffsets(partitions, PATIENCE);
                    seek(consumer, from, ends);
                    return read(consumer, ends, System.nanoTime() + within.toNanos(), visitor);
                });
    }

    /**
     * The record at one place, if it is still there.
     *
     * @throws KycException with EVENT_LOG_UNAVAILABLE
     */
    List<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset) {
        return withConsumer(
                consumer -> {
                    if (!partitions(consumer, partition.topic(), Choice.ALL).contains(partition)) {
                        return List.of();
                    }
                    var only = List.of(partition);
                    consumer.assign(only);
                    var end = consumer.endOffsets(only, PATIENCE).getOrDefault(partition, 0L);
                    var beginning =
                            consumer.beginningOffsets(only, PATIENCE).getOrDefault(partition, 0L);
                    if (offset < beginning || offset >= end) {
                        return List.of();
                    }
                    consumer.seek(partition, offset);
                    return at(consumer, partition, offset);
                });
    }

    private static List<ConsumerRecord<byte[], byte[]>> at(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        var endsAt = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) <= offset) {
            var records = consumer.poll(POLL).records(partition);
            if (!records.isEmpty()) {
                return records.stream().filter(record -> record.offset() == offset).toList();
            }
            if (System.nanoTime() - endsAt > 0) {
                throw unavailable(null);
            }
        }
        return List.of();
    }

    private static boolean read(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            long endsAtNanos,
            Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                if (!visitor.test(record)) {
                    return false;
                }
            }
            if (System.nanoTime() - endsAtNanos > 0) {
                return false;
            }
        }
        return true;
    }

    private static void seek(
            Consumer<byte[], byte[]> consumer, Instant from, Map<TopicPartition, Long> ends) {
        var times =
                ends.keySet().stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> from.toEpochMilli()));
        var begins = consumer.offsetsForTimes(times, PATIENCE);
        ends.forEach(
                (partition, end) -> {
                    var begin = begins.get(partition);
                    consumer.seek(partition, begin == null ? end : begin.offset());
                });
    }

    private static List<TopicPartition> partitions(
            Consumer<byte[], byte[]> consumer, String topic, Choice choice) {
        var infos = consumer.partitionsFor(topic, PATIENCE);
        return infos == null
                ? List.of()
                : infos.stream()
                        .filter(info -> choice.includes(info.partition(), infos.size()))
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
    }

    private <R> R withConsumer(Function<Consumer<byte[], byte[]>, R> work) {
        try (var consumer =
                new KafkaConsumer<>(
                        connection.with(OwnReading.settings()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            return work.apply(consumer);
        } catch (UnknownTopicOrPartitionException e) {
            throw new KycException(ErrorCode.NOT_FOUND, "there is no such topic", e);
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    private static KycException unavailable(@Nullable KafkaException cause) {
        return new KycException(
                ErrorCode.EVENT_LOG_UNAVAILABLE, "reading a topic does not succeed", cause);
    }
}
