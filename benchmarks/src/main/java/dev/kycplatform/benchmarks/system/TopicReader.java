package dev.kycplatform.benchmarks.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics as they are written, read behind the services' backs. */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> client;

    public TopicReader(Map<String, Object> client) {
        this.client = client;
    }

    /** Every record that is there now. */
    public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (var consumer = consumer()) {
            var partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < Objects.requireNonNull(ends.get(p)))) {
                consumer.poll(POLL).forEach(reader);
            }
        }
    }

    /** Records of the topic that the group has not acknowledged. */
    public long lag(String group, String topic) {
        try (var admin = Admin.create(client);
                var consumer = consumer()) {
            var committed =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            return consumer.endOffsets(partitions(consumer, topic)).entrySet().stream()
                    .mapToLong(
                            end -> {
                                var read = committed.get(end.getKey());
                                return end.getValue() - (read == null ? 0 : read.offset());
                            })
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<byte[], byte[]> consumer, String topic) {
        var partitions = new ArrayList<TopicPartition>();
        consumer.partitionsFor(topic)
                .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        return partitions;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
