package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.eventlog.EventPublisher;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Publishes what was recorded. Events are a row first, in the transaction of what they tell of, and deleted
 * only once the broker has acknowledged them: none is lost, and one may be published twice, with the same id.
 * Each instance publishes its own, and after a while what another has left behind.
 */
@Singleton
public class PublishEvents {
    private static final Logger LOG = Logger.getLogger(PublishEvents.class);

    /** Groups: of a loaded instance a few thousand events, a few megabytes. */
    private static final int BATCH = 20;

    /** Nobody waits for these events; what comes meanwhile shares a batch. */
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(250);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** Longer than an instance that lives needs, unless the broker is away: then none is published. */
    private static final Duration LEFT_BEHIND = Duration.ofMinutes(1);

    private record Sent(UUID id, Map<EventId, CompletableFuture<Void>> acknowledged) {}

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

    private void drain(Supplier<List<OutgoingGroup>> source) {
        int published;
        do {
            published = outages.get(() -> publish(source.get()));
        } while (published == BATCH && !own.isStopping());
    }

    /** @throws KycException with EVENT_LOG_UNAVAILABLE if any of them may not be there */
    private int publish(List<OutgoingGroup> batch) {
        var sent = batch.stream().map(this::sent).toList();
        var outage = Optional.<KycException>empty();
        var done = new ArrayList<UUID>();
        for (var group : sent) {
            var failure = outage(group);
            if (failure.isPresent()) {
                outage = failure;
            } else {
                done.add(group.id());
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

    private Sent sent(OutgoingGroup group) {
        var acknowledged = new LinkedHashMap<EventId, CompletableFuture<Void>>();
        group.events().forEach(event -> acknowledged.put(event.id(), publisher.publish(event)));
        return new Sent(group.id(), acknowledged);
    }

    /** Why the whole group is to be published again; what can never be published is told of and left. */
    private static Optional<KycException> outage(Sent group) {
        var outage = Optional.<KycException>empty();
        for (var one : group.acknowledged().entrySet()) {
            var failure = failure(one.getValue());
            if (failure.filter(KycException::isWorthRepeating).isPresent()) {
                outage = failure;
            } else {
                failure.ifPresent(
                        e -> LOG.errorf(e, "An event cannot be published: id=%s", one.getKey()));
            }
        }
        return outage;
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
