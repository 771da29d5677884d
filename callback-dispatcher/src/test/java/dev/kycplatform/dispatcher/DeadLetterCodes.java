package dev.kycplatform.dispatcher;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.EventHeaders;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.localstack.testing.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Why records of a job were dead-lettered. */
final class DeadLetterCodes {
    private DeadLetterCodes() {}

    static List<String> of(JobKey job) {
        var topic = TestServers.topicPrefix() + Topics.DEAD_LETTERS.topicName();
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
            var codes = new ArrayList<String>();
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (var letter : consumer.poll(Duration.ofMillis(100))) {
                    if (new String(letter.key(), StandardCharsets.UTF_8).equals(job.toString())) {
                        codes.add(
                                new String(
                                        letter.headers()
                                                .lastHeader(EventHeaders.DEAD_LETTER_CODE)
                                                .value(),
                                        StandardCharsets.UTF_8));
                    }
                }
            }
            return codes;
        }
    }
}
