package dev.kycplatform.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far behind a group is in a partition.
 *
 * @param consumed records a second that the group has handled lately
 * @param produced records a second that were written lately
 */
public record PartitionLag(GroupPartition of, Standing standing, double consumed, double produced) {
    public long records() {
        return standing.records();
    }

    /** How long its oldest record that is not handled has waited; zero if there is none, empty if that is not known. */
    public Optional<Duration> age(Instant now) {
        return records() == 0
                ? Optional.of(Duration.ZERO)
                : standing.oldestAt().map(at -> notNegative(Duration.between(at, now)));
    }

    /** Whoever wrote it has another clock. */
    private static Duration notNegative(Duration age) {
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** Empty: never, at this rate. */
    public Optional<Duration> timeToDrain() {
        return Drain.time(records(), consumed, produced);
    }
}
