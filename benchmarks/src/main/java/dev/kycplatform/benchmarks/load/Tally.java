package dev.kycplatform.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts exchanges as they end. */
final class Tally {
    private final LongAdder answered = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final Latencies latencies = new Latencies();

    /** @param isAnswered null if it failed */
    void ended(@Nullable Boolean isAnswered, long took) {
        if (isAnswered == null) {
            broken.increment();
        } else if (isAnswered) {
            answered.increment();
            latencies.add(took);
        } else {
            refused.increment();
        }
    }

    Load load(Duration took) {
        return new Load(took, answered.sum(), refused.sum(), broken.sum(), latencies);
    }
}
