package dev.kycplatform.benchmarks;

import java.time.Duration;

/**
 * How long things are measured. Services are warmed up under full load until the compiler has nothing left to do, which
 * two processors shared by everything need some time for.
 *
 * @param warmUp under full load, before anything is counted
 * @param shortWarmUp of what has been warm before
 * @param measured of a maximum or a latency
 * @param endurance of what must hold for long
 */
record Scale(Duration warmUp, Duration shortWarmUp, Duration measured, Duration endurance) {
    static final Scale FULL =
            new Scale(
                    Duration.ofSeconds(40),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5));

    /** Shows that a benchmark runs and reconciles; its figures mean nothing. */
    static final Scale BRIEF =
            new Scale(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(5));
}
