package dev.kycplatform.eventlog;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * What the broker knows of groups and partitions. Every method fails with {@link ExecutionException} if the broker
 * refuses and with {@link TimeoutException} if it does not answer.
 */
@ApplicationScoped
public class GroupOffsets {
    private static final int SECONDS = 10;

    private final Admin admin;

    public GroupOffsets(KafkaConnection connection) {
        this.admin =
                Admin.create(
                        connection.with(
                                Map.of(AdminClientConfig.CLIENT_ID_CONFIG, "group-offsets")));
    }

    @PreDestroy
    public void close() {
        admin.close(Duration.ZERO);
    }

    Admin admin() {
        return admin;
    }

    static <T> T get(KafkaFuture<T> asked)
            throws ExecutionException, TimeoutException, InterruptedException {
        return asked.get(SECONDS, TimeUnit.SECONDS);
    }

    /** Every partition of the topics. */
    public List<TopicPartition> partitions(Collection<String> topics)
            throws ExecutionException, TimeoutException, InterruptedException {
        return get(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(
                        topic ->
                                topic.partitions().stream()
                                        .map(
                                                it ->
                                                        new TopicPartition(
                                                                topic.name(), it.partition())))
                .toList();
    }

    /** Of those partitions that the group has committed anything of. */
    public Map<TopicPartition, Long> committed(String group, Collection<TopicPartition> partitions)
            throws ExecutionException, TimeoutException, InterruptedException {
        return committed(
                group, new ListConsumerGroupOffsetsSpec().topicPartitions(List.copyOf(partitions)));
    }

    /** Of every partition that the group has committed anything of. */
    public Map<TopicPartition, Long> committed(String group)
            throws ExecutionException, TimeoutException, InterruptedException {
        return committed(group, new ListConsumerGroupOffsetsSpec());
    }

    private Map<TopicPartition, Long> committed(String group, ListConsumerGroupOffsetsSpec which)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(
                        admin.listConsumerGroupOffsets(Map.of(group, which))
                                .partitionsToOffsetAndMetadata(group));
        var offsets = new HashMap<TopicPartition, Long>();
        committed.forEach(
                (partition, offset) -> {
                    if (offset != null) {
                        offsets.put(partition, offset.offset());
                    }
                });
        return offsets;
    }

    /** The offset of each partition's first record that is still there. */
    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions)
            throws ExecutionException, TimeoutException, InterruptedException {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** The offset that each partition's next record will have. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
            throws ExecutionException, TimeoutException, InterruptedException {
        return offsets(partitions, OffsetSpec.latest());
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, TimeoutException, InterruptedException {
        return get(
                        admin.listOffsets(
                                        partitions.stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                Function.identity(), _ -> which)))
                                .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }
}
