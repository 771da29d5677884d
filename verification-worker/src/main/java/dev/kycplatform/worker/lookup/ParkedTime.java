package dev.kycplatform.worker.lookup;

import java.time.Instant;

/**
 * That a job which ends had been parked.
 *
 * @param cause of its being parked at first, in one word or two
 */
public record ParkedTime(Instant since, String cause) {}
