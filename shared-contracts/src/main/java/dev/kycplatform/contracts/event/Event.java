package dev.kycplatform.contracts.event;

import dev.kycplatform.contracts.Topics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record before it is published: a fact and the envelope it travels in.
 *
 * @param id derived from what happened, so that a fact published again has the same id ({@link EventId})
 * @param source the service that states the fact, e.g. {@code /intake-service}
 * @param subject what the fact is about, e.g. {@code partner/job}
 * @param value UTF-8 JSON; no personal data in the clear, at most 64 KB
 * @param traceParent W3C trace context of the request that led here, if it is known
 */
public record Event(
        Topics topic,
        String key,
        EventId id,
        EventType type,
        String source,
        String subject,
        Instant time,
        byte[] value,
        @Nullable String traceParent) {}
