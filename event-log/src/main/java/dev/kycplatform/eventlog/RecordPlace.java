package dev.kycplatform.eventlog;

import java.time.Instant;

/**
 * Where a record stands.
 *
 * @param id its {@code ce_id}; empty if it has none
 * @param at when it was written
 */
public record RecordPlace(String topic, int partition, long offset, String id, Instant at) {}
