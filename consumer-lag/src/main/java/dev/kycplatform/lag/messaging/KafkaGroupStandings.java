package dev.kycplatform.lag.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.eventlog.ConsumedTopic;
import dev.kycplatform.eventlog.ConsumedTopics;
import dev.kycplatform.eventlog.GroupOffsets;
import dev.kycplatform.eventlog.TopicNames;
import dev.kycplatform.lag.GroupPartition;
import dev.kycplatform.lag.GroupStandings;
import dev.kycplatform.lag.LagConfig;
import dev.kycplatform.lag.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker: what each group has committed, then where the topics begin and end, in that order, so that no lag is
 * negative. A few requests a round, whatever the backlog; the time of the oldest record is read only where it has changed.
 */
@ApplicationScoped
class KafkaGroupStandings implements GroupStandings {
    private final GroupOffsets offsets;
    private final OldestRecords oldestRecords;
    private final List<ConsumedTopic> own;
    private final List<String> alsoGroups;
    private final Set<String> platformTopics;

    KafkaGroupStandings(
            GroupOffsets offsets,
            OldestRecords oldestRecords,
            TopicNames names,
            ConsumedTopics topics,
            LagConfig config) {
        this.offsets = offsets;
        this.oldestRecords = oldestRecords;
        this.own = topics.all();
        this.alsoGroups = config.alsoGroups().orElse(List.of());
        this.platformTopics =
                Arrays.stream(Topics.values())
                        .map(names::of)
                        .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Map<GroupPartition, Standing> read() {
        try {
            return standings();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    private Map<GroupPartition, Standing> standings()
            throws ExecutionException, TimeoutException, InterruptedException {
        var partitions = partitions();
        var committed = new HashMap<GroupPartition, Long>();
        for (var group : partitions.entrySet()) {
            offsets.committed(group.getKey(), group.getValue())
                    .forEach(
                            (partition, offset) ->
                                    committed.put(of(group.getKey(), partition), offset));
        }
        var all = partitions.values().stream().flatMap(List::stream).distinct().toList();
        var beginnings = offsets.beginnings(all);
        var ends = offsets.ends(all);
        var positions = new TreeMap<GroupPartition, Long>();
        var behind = new TreeMap<GroupPartition, Long>();
        partitions.forEach(
                (group, its) ->
                        its.forEach(
                                partition -> {
                                    var key = of(group, partition);
                                    var end = ends.getOrDefault(partition, 0L);
                                    // Nothing committed yet, or what was committed has expired.
                                    var position =
                                            Math.min(
                                                    end,
                                                    Math.max(
                                                            beginnings.getOrDefault(partition, 0L),
                                                            committed.getOrDefault(key, 0L)));
                                    positions.put(key, position);
                                    if (position < end) {
                                        behind.put(key, position);
                                    }
                                }));
        var oldest = oldestRecords.writtenAt(behind);
        var standings = new TreeMap<GroupPartition, Standing>();
        positions.forEach(
                (key, position) ->
                        standings.put(
                                key,
                                new Standing(
                                        position,
                                        ends.getOrDefault(partition(key), position),
                                        Optional.ofNullable(oldest.get(key)))));
        return standings;
    }

    /** By group: all partitions of the topics that this service reads in it, or that a downstream system has read. */
    private Map<String, List<TopicPartition>> partitions()
            throws ExecutionException, TimeoutException, InterruptedException {
        var topics = new TreeMap<String, Set<String>>();
        own.forEach(
                consumed ->
                        topics.computeIfAbsent(consumed.group(), _ -> new HashSet<>())
                                .add(consumed.topic()));
        for (var group : alsoGroups) {
            offsets.committed(group).keySet().stream()
                    .map(TopicPartition::topic)
                    .filter(platformTopics::contains)
                    .forEach(
                            topic ->
                                    topics.computeIfAbsent(group, _ -> new HashSet<>()).add(topic));
        }
        var all =
                offsets.partitions(
                        topics.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        var partitions = new TreeMap<String, List<TopicPartition>>();
        topics.forEach(
                (group, its) ->
                        partitions.put(
                                group,
                                all.stream()
                                        .filter(partition -> its.contains(partition.topic()))
                                        .toList()));
        return partitions;
    }

    private static GroupPartition of(String group, TopicPartition partition) {
        return new GroupPartition(group, partition.topic(), partition.partition());
    }

    private static TopicPartition partition(GroupPartition of) {
        return new TopicPartition(of.topic(), of.partition());
    }

    private static KycException unavailable(@Nullable Throwable cause) {
        return new KycException(
                ErrorCode.EVENT_LOG_UNAVAILABLE, "the broker does not tell offsets", cause);
    }
}
