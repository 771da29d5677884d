package dev.kycplatform.worker.pausing;

import java.time.Instant;

/**
 * That an authority is not to be asked.
 *
 * @param pausedBy the operator
 */
public record Pause(String authority, String pausedBy, String reason, Instant pausedAt) {}
