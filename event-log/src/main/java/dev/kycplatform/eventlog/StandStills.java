package dev.kycplatform.eventlog;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** For how long each consumer has stood where it stands, though there was something to do. For one thread. */
final class StandStills {
    private final Map<String, Stand> stands = new HashMap<>();

    private record Stand(long position, long sinceNanos) {}

    /**
     * @param waiting where each consumer stands that has something to do; who is not among them is fine
     * @param nowNanos only differences count
     */
    void observe(Map<String, Long> waiting, long nowNanos) {
        stands.keySet().retainAll(waiting.keySet());
        waiting.forEach(
                (consumer, position) ->
                        stands.merge(
                                consumer,
                                new Stand(position, nowNanos),
                                (before, now) ->
                                        before.position() == now.position() ? before : now));
    }

    /** From now on anew: what was seen had another reason. */
    void forget() {
        stands.clear();
    }

    /** In the order of their names. */
    List<String> longerThan(Duration bound, long nowNanos) {
        return stands.entrySet().stream()
                .filter(entry -> nowNanos - entry.getValue().sinceNanos() > bound.toNanos())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
