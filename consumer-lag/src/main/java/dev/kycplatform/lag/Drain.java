package dev.kycplatform.lag;

import java.time.Duration;
import java.util.Optional;

/** When a backlog is gone. */
final class Drain {
    private Drain() {}

    /** Empty: never, at this rate. */
    static Optional<Duration> time(long records, double consumed, double produced) {
        if (records == 0) {
            return Optional.of(Duration.ZERO);
        }
        var gain = consumed - produced;
        return gain <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(1000 * records / gain)));
    }
}
