package dev.kycplatform.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/** How long things took, to three digits. Any number of threads may add. */
public final class Latencies {
    /** A wait longer than that counts as that long; far beyond every time limit there is. */
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(30);

    private static final int DIGITS = 3;

    private final ConcurrentHistogram nanos = new ConcurrentHistogram(LONGEST, DIGITS);

    public void add(long took) {
        nanos.recordValue(Math.clamp(took, 0, LONGEST));
    }

    public long count() {
        return nanos.getTotalCount();
    }

    /** The time within which that many of a hundred ended; zero if there were none. */
    public Duration percentile(double percent) {
        return Duration.ofNanos(nanos.getValueAtPercentile(percent));
    }

    public Duration max() {
        return Duration.ofNanos(nanos.getMaxValue());
    }

    @Override
    public String toString() {
        return "%d: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, longest %.2f ms"
                .formatted(
                        count(),
                        milliseconds(percentile(50)),
                        milliseconds(percentile(99)),
                        milliseconds(percentile(99.9)),
                        milliseconds(max()));
    }

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
