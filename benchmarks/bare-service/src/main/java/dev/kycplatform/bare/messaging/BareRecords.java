package dev.kycplatform.bare.messaging;

import dev.kycplatform.bare.BareConfig;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.eventlog.EventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/** Publishes the same bytes over and over, through the same publisher as the services. */
@ApplicationScoped
public class BareRecords {
    private static final EventId ID = new EventId("0123456789abcdef0123456789abcdef");
    private static final String TRACE = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01";

    private final EventPublisher publisher;
    private final Clock clock;
    private final byte[] value;

    BareRecords(EventPublisher publisher, Clock clock, BareConfig config) {
        this.publisher = publisher;
        this.clock = clock;
        this.value = "v".repeat(config.valueBytes()).getBytes(StandardCharsets.US_ASCII);
    }

    /** {@link EventPublisher#publish}; the broker is there, so nobody is blocked. */
    public CompletableFuture<Void> publish(Topics topic, String key) {
        return publisher.publish(
                new Event(
                        topic,
                        key,
                        ID,
                        EventType.JOB_REQUESTED,
                        "/bare-service",
                        key,
                        clock.instant(),
                        value,
                        TRACE));
    }
}
