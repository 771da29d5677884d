package dev.kycplatform.worker.authority;

import java.time.Duration;

/** How long something that has begun may take. */
record TimeLimit(long beganAt, Duration allowed) {
    /** Begins now. */
    static TimeLimit of(Duration allowed) {
        return new TimeLimit(System.nanoTime(), allowed);
    }

    /** Zero or less once it is over. */
    Duration left() {
        return allowed.minusNanos(System.nanoTime() - beganAt);
    }
}
