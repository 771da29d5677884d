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
 * @param stored jobs that a database is filled with
 * @param queued jobs of one partner that another one stands beside
 */
record Scale(
        Duration warmUp,
        Duration shortWarmUp,
        Duration measured,
        Duration endurance,
        int stored,
        int queued) {
    static final Scale FULL =
            new Scale(
                    Duration.ofSeconds(40),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5),
                    1_000_000,
                    100_000);

    /** Shows that a benchmark runs and reconciles; its figures mean nothing. */
    static final Scale BRIEF =
            new Scale(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(5),
                    20_000,
                    500);

    /** The same with as many jobs stored. */
    Scale withStored(int many) {
        return new Scale(warmUp, shortWarmUp, measured, endurance, many, queued);
    }
}
