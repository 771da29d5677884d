package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.eventlog.EventPublisher;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Publishes what was recorded. An event is a row first, in the transaction of what it tells of, and deleted
 * only once the broker has acknowledged it: none is lost, and one may be published twice, with the same id.
 * Each instance publishes its own, and after a while what another has left behind.
 */
@Singleton
public class PublishEvents {
    private static final Logger LOG = Logger.getLogger(PublishEvents.class);
    private static final int BATCH = 500;

    /** Nobody waits for these events; what comes meanwhile shares a batch. */
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(250);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** Longer than an instance that lives needs, unless the broker is away: then none is published. */
    private static final Duration LEFT_BEHIND = Duration.ofMinutes(1);

    private final OutgoingEvents events;
    private final EventPublisher publisher;
    private final ThroughOutages outages;
    private final Repeatedly own;
    private final Repeatedly others;

    PublishEvents(OutgoingEvents events, EventPublisher publisher, ThroughOutages outages) {
        this.events = events;
        this.publisher = publisher;
        this.outages = outages;
        this.own =
                new Repeatedly("own events", BETWEEN_BATCHES, () -> drain(() -> events.own(BATCH)));
        this.others =
                new Repeatedly(
                        "events left behind",
                        BETWEEN_LOOKS,
                        () -> drain(() -> events.leftBehind(LEFT_BEHIND, BATCH)));
    }

    public void start() {
        own.start();
        others.start();
    }

    public void stop() {
        own.stop();
        others.stop();
    }

    private void drain(Supplier<List<Event>> source) {
        int published;
        do {
            published = outages.get(() -> publish(source.get()));
        } while (published == BATCH && !own.isStopping());
    }

    /** @throws KycException with EVENT_LOG_UNAVAILABLE if any of them may not be there */
    private int publish(List<Event> batch) {
        var sent = new LinkedHashMap<EventId, CompletableFuture<Void>>();
        batch.forEach(event -> sent.put(event.id(), publisher.publish(event)));
        var done = new ArrayList<EventId>();
        var outage = Optional.<KycException>empty();
        for (var one : sent.entrySet()) {
            var failure = failure(one.getValue());
            if (failure.filter(KycException::isWorthRepeating).isPresent()) {
                outage = failure;
            } else {
                failure.ifPresent(
                        e -> LOG.errorf(e, "An event cannot be published: id=%s", one.getKey()));
                done.add(one.getKey());
            }
        }
        if (!done.isEmpty()) {
            events.published(done);
        }
        if (outage.isPresent()) {
            throw outage.get();
        }
        return batch.size();
    }

    private static Optional<KycException> failure(CompletableFuture<Void> acknowledged) {
        try {
            acknowledged.join();
            return Optional.empty();
        } catch (CompletionException e) {
            if (e.getCause() instanceof KycException failure) {
                return Optional.of(failure);
            }
            throw e;
        }
    }
}
