package dev.kycplatform.lag;

import java.time.Instant;
import java.util.List;

/**
 * What is known of all watched groups at one moment.
 *
 * @param at when the broker was asked: what was written before then is in it
 * @param partitions in the order of group, topic and partition
 */
public record LagReport(Instant at, List<PartitionLag> partitions) {
    public LagReport {
        partitions = List.copyOf(partitions);
    }
}
