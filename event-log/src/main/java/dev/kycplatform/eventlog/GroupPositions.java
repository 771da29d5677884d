package dev.kycplatform.eventlog;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Where this instance's group consumers stand, as the broker sees them: a consumer that is alive and does
 * nothing knows nothing of it.
 */
@ApplicationScoped
class GroupPositions {
    private static final String CLIENT_ID_PREFIX =
            "mp.messaging.connector.smallrye-kafka.client-id-prefix";

    /** No position: the group has no member of this instance. */
    private static final long ABSENT = -1;

    private final List<String> groups;
    private final String clientIdPrefix;
    private final GroupOffsets offsets;

    GroupPositions(GroupOffsets offsets, ConsumedTopics topics, Config config) {
        this.offsets = offsets;
        this.groups = topics.all().stream().map(ConsumedTopic::group).distinct().toList();
        this.clientIdPrefix =
                groups.isEmpty() ? "" : config.getValue(CLIENT_ID_PREFIX, String.class);
    }

    /**
     * The committed offset of each of this instance's partitions that has records beyond it, and each group
     * that this instance should be a member of and is not.
     *
     * @throws ExecutionException if the broker refuses
     * @throws TimeoutException if it does not answer
     */
    Map<String, Long> behind() throws ExecutionException, TimeoutException, InterruptedException {
        if (groups.isEmpty()) {
            return Map.of();
        }
        var behind = new HashMap<String, Long>();
        var asked = offsets.admin().describeConsumerGroups(groups).describedGroups();
        for (var group : groups) {
            var described = describe(requireNonNull(asked.get(group)));
            if (described != null && isMember(described)) {
                behind.putAll(behind(group, own(described)));
            } else if (described == null || isSettled(described)) {
                behind.put("group " + group, ABSENT);
            }
        }
        return behind;
    }

    private Map<String, Long> behind(String group, List<TopicPartition> own)
            throws ExecutionException, TimeoutException, InterruptedException {
        var committed = offsets.committed(group, own);
        var beginnings = offsets.beginnings(own);
        var ends = offsets.ends(own);
        var behind = new HashMap<String, Long>();
        for (var partition : own) {
            var beginning = beginnings.getOrDefault(partition, 0L);
            // Nothing is committed before the first record is handled, and what was may have
            // expired.
            var position = Math.max(beginning, committed.getOrDefault(partition, 0L));
            if (ends.getOrDefault(partition, 0L) > position) {
                behind.put("group " + group + ", partition " + partition, position);
            }
        }
        return behind;
    }

    private static @Nullable ConsumerGroupDescription describe(
            KafkaFuture<ConsumerGroupDescription> asked)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            return GroupOffsets.get(asked);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return null;
            }
            throw e;
        }
    }

    private boolean isMember(ConsumerGroupDescription group) {
        return group.members().stream()
                .anyMatch(member -> member.clientId().startsWith(clientIdPrefix));
    }

    private List<TopicPartition> own(ConsumerGroupDescription group) {
        var own = new ArrayList<TopicPartition>();
        group.members().stream()
                .filter(member -> member.clientId().startsWith(clientIdPrefix))
                .forEach(member -> own.addAll(member.assignment().topicPartitions()));
        return own;
    }

    /** Nobody is joining or leaving just now. */
    private static boolean isSettled(ConsumerGroupDescription group) {
        return group.groupState() == GroupState.STABLE
                || group.groupState() == GroupState.EMPTY
                || group.groupState() == GroupState.DEAD;
    }
}
