package dev.kycplatform.eventlog;

import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A real Kafka, under a topic prefix that no other test uses. */
final class TestBroker implements AutoCloseable {
    private final String prefix =
            TestServers.topicPrefix() + UUID.randomUUID().toString().substring(0, 8) + ".";
    private final Map<String, Object> settings =
            Map.of("bootstrap.servers", TestServers.bootstrapServers());
    private final Admin admin = Admin.create(settings);
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());

    KafkaConnection connection() {
        return new KafkaConnection(settings);
    }

    Admin admin() {
        return admin;
    }

    TopicNames names() {
        return new TopicNames(deployment(false));
    }

    EventPublisher publisher() {
        return new EventPublisher(connection(), eventLog(Map.of()), names());
    }

    DeploymentConfig deployment(boolean hardened) {
        return mapping(
                DeploymentConfig.class,
                Map.of(
                        "kyc.environment",
                        "sandbox",
                        "kyc.keysets",
                        "/none",
                        "kyc.hardened",
                        Boolean.toString(hardened),
                        "kyc.topic-prefix",
                        prefix));
    }

    static EventLogConfig eventLog(Map<String, String> settings) {
        return mapping(EventLogConfig.class, settings);
    }

    /** Returns when the broker names its partitions to everybody. */
    void make(Topics topic, int partitions) throws Exception {
        var name = names().of(topic);
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
        await().until(() -> producer.partitionsFor(name).size() == partitions);
    }

    /** The same, with the settings that a service makes the topic with. */
    void makeAsServicesDo(Topics topic) throws Exception {
        var name = names().of(topic);
        var settings =
                topic.settings().stream()
                        .collect(Collectors.toMap(Topics.Setting::name, Topics.Setting::value));
        admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(settings))).all().get();
        await().until(() -> producer.partitionsFor(name).size() == 1);
    }

    /** Returns when the broker names all partitions. */
    void grow(Topics topic, int partitions) throws Exception {
        var name = names().of(topic);
        admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions))).all().get();
        await().until(
                        () ->
                                admin.describeTopics(List.of(name))
                                                .allTopicNames()
                                                .get()
                                                .values()
                                                .iterator()
                                                .next()
                                                .partitions()
                                                .size()
                                        == partitions);
    }

    /** By a producer that has just asked which partitions there are. */
    void put(Topics topic, int partition, String key, String value) throws Exception {
        try (var fresh =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            fresh.send(new ProducerRecord<>(names().of(topic), partition, bytes(key), bytes(value)))
                    .get();
        }
    }

    void put(ProducerRecord<byte[], byte[]> record) throws Exception {
        producer.send(record).get();
    }

    void put(Topics topic, @Nullable String key, @Nullable String value) throws Exception {
        producer.send(new ProducerRecord<>(names().of(topic), bytes(key), bytes(value))).get();
    }

    /** Waits for as many records as asked for, of a topic of one partition. */
    List<ConsumerRecord<byte[], byte[]>> read(Topics topic, int count) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var only = List.of(new TopicPartition(names().of(topic), 0));
            consumer.assign(only);
            consumer.seekToBeginning(only);
            await().until(
                            () -> {
                                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                                return records.size() >= count;
                            });
        }
        return records;
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static <C> C mapping(Class<C> type, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                // The forms of a duration that a started service understands.
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(type)
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build()
                .getConfigMapping(type);
    }
}
