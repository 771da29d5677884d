package dev.kycplatform.lag.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.eventlog.ConsumedTopics;
import dev.kycplatform.eventlog.GroupOffsets;
import dev.kycplatform.eventlog.KafkaConnection;
import dev.kycplatform.eventlog.TopicNames;
import dev.kycplatform.lag.GroupPartition;
import dev.kycplatform.lag.LagConfig;
import dev.kycplatform.lag.Standing;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaGroupStandingsIT {
    private static final Instant TEN = Instant.parse("2026-01-02T10:00:00Z");

    private final String prefix =
            TestServers.topicPrefix() + UUID.randomUUID().toString().substring(0, 8) + ".";
    private final String jobs = prefix + "kyc.jobs";
    private final String results = prefix + "kyc.results";
    private final String foreign = prefix + "not-the-platforms";
    private final String worker = prefix + "worker";
    private final String downstream = prefix + "downstream";

    private final Map<String, Object> settings =
            Map.of("bootstrap.servers", TestServers.bootstrapServers());
    private final Admin admin = Admin.create(settings);
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    private final SmallRyeConfig config = config();
    private final GroupOffsets offsets = new GroupOffsets(new KafkaConnection(settings));
    private final OldestRecords oldestRecords = new OldestRecords(new KafkaConnection(settings));
    private final KafkaGroupStandings standings =
            new KafkaGroupStandings(
                    offsets,
                    oldestRecords,
                    new TopicNames(config.getConfigMapping(DeploymentConfig.class)),
                    new ConsumedTopics(config),
                    config.getConfigMapping(LagConfig.class));

    private SmallRyeConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(DeploymentConfig.class)
                .withMapping(LagConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(
                        new PropertiesConfigSource(
                                Map.of(
                                        "kyc.environment", "sandbox",
                                        "kyc.keysets", "/none",
                                        "kyc.topic-prefix", prefix,
                                        "mp.messaging.incoming.jobs.topic", jobs,
                                        "mp.messaging.incoming.jobs.group.id", worker,
                                        "consumer-lag.also-groups", downstream),
                                "test",
                                500))
                .build();
    }

    @BeforeEach
    void topics() throws Exception {
        admin.createTopics(
                        List.of(
                                new NewTopic(jobs, 2, (short) 1),
                                new NewTopic(results, 1, (short) 1),
                                new NewTopic(foreign, 1, (short) 1)))
                .all()
                .get();
        for (var topic : List.of(jobs, results, foreign)) {
            await().until(() -> !producer.partitionsFor(topic).isEmpty());
        }
    }

    @AfterEach
    void close() {
        oldestRecords.close();
        offsets.close();
        producer.close();
        admin.close();
    }

    @Test
    void aGroupThatHasCommittedNothingStandsAtTheBeginning() throws Exception {
        put(jobs, 0, 3);

        assertThat(standings.read())
                .containsOnly(
                        Map.entry(of(worker, jobs, 0), new Standing(0, 3, Optional.of(TEN))),
                        Map.entry(of(worker, jobs, 1), new Standing(0, 0, Optional.empty())));
    }

    @Test
    void theAgeIsThatOfTheFirstRecordThatIsNotCommitted() throws Exception {
        put(jobs, 0, 5);
        put(jobs, 1, 5);
        commit(worker, jobs, 0, 2);
        commit(worker, jobs, 1, 5);

        assertThat(standings.read())
                .containsOnly(
                        Map.entry(
                                of(worker, jobs, 0),
                                new Standing(2, 5, Optional.of(TEN.plusSeconds(2)))),
                        Map.entry(of(worker, jobs, 1), new Standing(5, 5, Optional.empty())));

        commit(worker, jobs, 0, 4);

        assertThat(standings.read())
                .containsEntry(
                        of(worker, jobs, 0), new Standing(4, 5, Optional.of(TEN.plusSeconds(4))));
    }

    @Test
    void whatHasExpiredIsNobodysLag() throws Exception {
        put(jobs, 0, 5);
        commit(worker, jobs, 0, 1);
        admin.deleteRecords(Map.of(new TopicPartition(jobs, 0), RecordsToDelete.beforeOffset(3)))
                .all()
                .get();

        assertThat(standings.read())
                .containsEntry(
                        of(worker, jobs, 0), new Standing(3, 5, Optional.of(TEN.plusSeconds(3))));
    }

    @Test
    void aDownstreamGroupIsWatchedWhereItReadsThePlatformsTopics() throws Exception {
        put(results, 0, 4);
        put(foreign, 0, 4);
        commit(downstream, results, 0, 1);
        commit(downstream, foreign, 0, 1);

        assertThat(standings.read())
                .containsEntry(
                        of(downstream, results, 0),
                        new Standing(1, 4, Optional.of(TEN.plusSeconds(1))))
                .doesNotContainKey(of(downstream, foreign, 0));
    }

    /** A second between one record and the next. */
    private void put(String topic, int partition, int records) throws Exception {
        for (int i = 0; i < records; i++) {
            producer.send(
                            new ProducerRecord<>(
                                    topic,
                                    partition,
                                    TEN.plusSeconds(i).toEpochMilli(),
                                    "key".getBytes(StandardCharsets.UTF_8),
                                    new byte[100]))
                    .get();
        }
    }

    private void commit(String group, String topic, int partition, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(
                        group,
                        Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private static GroupPartition of(String group, String topic, int partition) {
        return new GroupPartition(group, topic, partition);
    }
}
