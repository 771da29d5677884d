package dev.kycplatform.lag;

import java.util.Comparator;

/** A partition as one consumer group reads it. */
public record GroupPartition(String group, String topic, int partition)
        implements Comparable<GroupPartition> {
    private static final Comparator<GroupPartition> ORDER =
            Comparator.comparing(GroupPartition::group)
                    .thenComparing(GroupPartition::topic)
                    .thenComparingInt(GroupPartition::partition);

    @Override
    public int compareTo(GroupPartition other) {
        return ORDER.compare(this, other);
    }
}
