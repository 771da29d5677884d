package dev.kycplatform.benchmarks.load;

import java.time.Duration;

/**
 * What came of a load, its warm-up left out.
 *
 * @param took from the first measured moment to the last
 * @param answered exchanges that ended as they should
 * @param refused those that were answered otherwise
 * @param broken those nobody knows the end of
 * @param latencies of the answered ones
 */
public record Load(Duration took, long answered, long refused, long broken, Latencies latencies) {
    public double perSecond() {
        return answered * 1e9 / took.toNanos();
    }

    /** Whether everything that was sent was answered as it should be. */
    public boolean isClean() {
        return refused == 0 && broken == 0;
    }
}
