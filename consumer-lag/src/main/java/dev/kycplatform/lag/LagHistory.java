package dev.kycplatform.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** Where groups stood a while ago, from which their rates follow. For one thread. */
final class LagHistory {
    private static final double NANOS = 1e9;

    private final Duration window;
    private final Deque<Reading> readings = new ArrayDeque<>();

    private record Reading(Instant at, Map<GroupPartition, Standing> standings) {}

    LagHistory(Duration window) {
        this.window = window;
    }

    LagReport add(Instant at, Map<GroupPartition, Standing> standings) {
        readings.removeIf(reading -> reading.at().isBefore(at.minus(window)));
        var before = readings.peekFirst();
        readings.addLast(new Reading(at, Map.copyOf(standings)));
        return new LagReport(
                at,
                new TreeMap<>(standings)
                        .entrySet().stream()
                                .map(
                                        entry ->
                                                before == null
                                                        ? new PartitionLag(
                                                                entry.getKey(),
                                                                entry.getValue(),
                                                                0,
                                                                0)
                                                        : lag(
                                                                entry.getKey(),
                                                                entry.getValue(),
                                                                before,
                                                                at))
                                .toList());
    }

    /** What was not there before has moved since by nobody knows how much. */
    private static PartitionLag lag(GroupPartition of, Standing now, Reading before, Instant at) {
        var then = before.standings().getOrDefault(of, now);
        return new PartitionLag(
                of,
                now,
                rate(then.position(), now.position(), before.at(), at),
                rate(then.end(), now.end(), before.at(), at));
    }

    /** Never negative: a group that was set back has not consumed less than nothing. */
    private static double rate(long from, long to, Instant since, Instant until) {
        var seconds = Duration.between(since, until).toNanos() / NANOS;
        return seconds <= 0 ? 0 : Math.max(0, to - from) / seconds;
    }
}
