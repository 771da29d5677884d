package dev.kycplatform.worker.parking;

import dev.kycplatform.worker.lookup.Outcome;
import dev.kycplatform.worker.lookup.ReceivedJob;
import java.time.Duration;
import java.time.Instant;

/**
 * A job about to be parked.
 *
 * @param delay until its next attempt
 * @param deadlineAt when it is asked for the last time
 */
public record NewlyParked(
        ReceivedJob job, Outcome.Postponed postponed, Duration delay, Instant deadlineAt) {}
