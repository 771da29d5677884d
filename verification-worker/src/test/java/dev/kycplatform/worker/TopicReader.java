package dev.kycplatform.worker;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.EventHeaders;
import dev.kycplatform.eventlog.RecordHeaders;
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

/** Reads a whole topic as anybody else would, from its beginning. */
final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();

    TopicReader(Topics topic) {
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        var partitions =
                consumer.partitionsFor(TestServers.topicPrefix() + topic.topicName()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** All records of a key so far. */
    List<ConsumerRecord<byte[], byte[]>> ofKey(String key) {
        consumer.poll(Duration.ofMillis(100)).forEach(read::add);
        return read.stream().filter(record -> key.equals(text(record.key()))).toList();
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    static String id(ConsumerRecord<byte[], byte[]> record) {
        return RecordHeaders.text(record, EventHeaders.ID).orElseThrow();
    }

    static String deathCause(ConsumerRecord<byte[], byte[]> record) {
        return RecordHeaders.text(record, EventHeaders.DEAD_LETTER_CODE).orElseThrow();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
