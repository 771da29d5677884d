package dev.kycplatform.intake.job;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of the worker's to get a job answered.
 *
 * @param number from 1
 * @param outcome found, not_found, refused or unavailable
 * @param nextAt when the next one is due; null after the last
 * @param deadline when the job is asked for the last time; null once it no longer waits
 */
public record Attempt(
        int number,
        Instant at,
        String authority,
        String outcome,
        Duration took,
        @Nullable Instant nextAt,
        @Nullable Instant deadline) {}
