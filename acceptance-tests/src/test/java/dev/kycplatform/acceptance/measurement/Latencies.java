package dev.kycplatform.acceptance.measurement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long things took. */
final class Latencies {
    private final List<Long> nanos = new ArrayList<>();

    synchronized void add(long took) {
        nanos.add(took);
    }

    synchronized int count() {
        return nanos.size();
    }

    /** Zero if there is nothing. */
    synchronized Duration percentile(double percent) {
        if (nanos.isEmpty()) {
            return Duration.ZERO;
        }
        var sorted = nanos.stream().sorted().toList();
        var place = (int) Math.ceil(percent / 100 * sorted.size()) - 1;
        return Duration.ofNanos(sorted.get(Math.clamp(place, 0, sorted.size() - 1)));
    }

    @Override
    public String toString() {
        return "%d jobs, p50 %d ms, p99 %d ms"
                .formatted(count(), percentile(50).toMillis(), percentile(99).toMillis());
    }
}
