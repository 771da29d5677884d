package dev.kycplatform.acceptance;

import dev.kycplatform.contracts.Principal;
import dev.kycplatform.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** What is written down: the tables and the topics, read behind the services' backs. */
final class Ledger {
    private Ledger() {}

    static long claims(String jobId) {
        return count("SELECT count(*) FROM intake.claim WHERE job_id = ?", jobId);
    }

    static long results(String jobId) {
        return count("SELECT count(*) FROM worker.result WHERE job_id = ?", jobId);
    }

    static boolean isParked(String jobId) {
        return count("SELECT count(*) FROM worker.parked_job WHERE job_id = ?", jobId) > 0;
    }

    /** Attempts to deliver a job's callback that have been recorded. */
    static long attempts(String jobId) {
        return count(
                "SELECT coalesce(sum(attempts), 0) FROM dispatcher.delivery WHERE job_id = ?",
                jobId);
    }

    static long count(String sql, Object... parameters) {
        try (var database = Platform.database();
                var statement = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of each row. */
    static List<String> texts(String sql, Object... parameters) {
        try (var database = Platform.database();
                var statement = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            var texts = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns when no job is parked, no delivery is due and every record has been handled. */
    static void awaitQuiet() {
        Awaitility.await("everything to be done")
                .atMost(Duration.ofSeconds(60))
                .until(Ledger::isQuiet);
    }

    /**
     * Whether nothing that was accepted by now is left to be done: no job parked, no delivery due, every record handled. It is
     * looked for in the order in which work moves, so that what has just left one place is found in another.
     */
    static boolean isQuiet() {
        try (var admin =
                Admin.create(
                        Map.of("bootstrap.servers", Platform.stack().kafka().bootstrapServers()))) {
            return lag(admin, Topics.JOBS) == 0
                    && lag(admin, Topics.JOBS_SYNC) == 0
                    && count("SELECT count(*) FROM worker.parked_job") == 0
                    && lag(admin, Topics.RESULTS) == 0
                    && count("SELECT count(*) FROM dispatcher.delivery WHERE due_at IS NOT NULL")
                            == 0;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Records of a topic that a service has not acknowledged yet; others may read it as slowly as they like. */
    private static long lag(Admin admin, Topics topic)
            throws ExecutionException, InterruptedException {
        var ends = ends(admin, topic);
        var groups =
                admin.listGroups().all().get().stream()
                        .map(GroupListing::groupId)
                        .filter(Ledger::isOfAService)
                        .collect(
                                Collectors.toMap(
                                        group -> group, _ -> new ListConsumerGroupOffsetsSpec()));
        long lag = 0;
        for (var offsets : admin.listConsumerGroupOffsets(groups).all().get().values()) {
            var isReadBy =
                    offsets.keySet().stream().anyMatch(p -> p.topic().equals(topic.topicName()));
            for (var end : ends.entrySet()) {
                var committed = offsets.get(end.getKey());
                if (committed != null) {
                    // What was handled since makes up for nothing that was not.
                    lag += Math.max(0, end.getValue() - committed.offset());
                } else if (isReadBy) {
                    lag += end.getValue();
                }
            }
        }
        return lag;
    }

    private static boolean isOfAService(String groupId) {
        return Stream.of(Principal.values())
                .filter(principal -> principal != Principal.DOWNSTREAM)
                .anyMatch(service -> groupId.startsWith(service.wire()));
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Topics topic)
            throws ExecutionException, InterruptedException {
        var name = topic.topicName();
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        var description = admin.describeTopics(List.of(name)).allTopicNames().get();
        for (var info : Objects.requireNonNull(description.get(name)).partitions()) {
            latest.put(new TopicPartition(name, info.partition()), OffsetSpec.latest());
        }
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(latest)
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Where a topic ends now. */
    static Map<TopicPartition, Long> end(String topic) {
        try (var consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer, topic));
        }
    }

    /** Every record of a topic, as a consumer gets it: decompressed and decoded. */
    static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return records(topic, Map.of());
    }

    /** Those of them that came after its {@link #end} of some time before. */
    static List<ConsumerRecord<byte[], byte[]>> records(
            String topic, Map<TopicPartition, Long> after) {
        try (var consumer = consumer()) {
            var partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            after.forEach(consumer::seek);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < Objects.requireNonNull(ends.get(p)))) {
                consumer.poll(Duration.ofMillis(500)).forEach(records::add);
            }
            return records;
        }
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    static List<ConsumerRecord<byte[], byte[]>> resultRecords(String jobId) {
        return recordsOf(Topics.RESULTS.topicName(), jobId);
    }

    static List<ConsumerRecord<byte[], byte[]>> recordsOf(String topic, String jobId) {
        return records(topic).stream()
                .filter(
                        record ->
                                new String(record.key(), StandardCharsets.UTF_8)
                                        .endsWith("/" + jobId))
                .toList();
    }

    static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Platform.stack().kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
