package dev.kycplatform.intake.job;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of the worker's to get a job answered; or that there was none yet, because its authority takes no more, is not
 * asked at present, or is paused.
 *
 * @param number from 1
 * @param at when it began; of a pending one, since when the job waits
 * @param outcome found, not_found, refused, unavailable or pending
 * @param nextAt when the next one is due, or since when it has been; null after the last
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
