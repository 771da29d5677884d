package dev.kycplatform.dispatcher;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.localstack.testing.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stands in a topic under a key. */
final class TopicRecords {
    private TopicRecords() {}

    static List<ConsumerRecord<byte[], byte[]>> of(Topics wanted, JobKey job) {
        return keyed(wanted, job.toString());
    }

    static List<ConsumerRecord<byte[], byte[]>> keyed(Topics wanted, String key) {
        var topic = TestServers.topicPrefix() + wanted.topicName();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", TestServers.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (new String(record.key(), StandardCharsets.UTF_8).equals(key)) {
                        found.add(record);
                    }
                }
            }
            return found;
        }
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
