package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.eventlog.EventPublisher;
import dev.kycplatform.flow.FlowConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Publishes what the outbox holds: takes rows under a lease, publishes them with no transaction open, removes
 * them. Whoever dies in between leaves rows whose lease runs out; they are published again, with the same id.
 * What the broker will not take stays; only what no topic could ever hold is let go, and said to be.
 */
@ApplicationScoped
public class PublishRecords {
    private static final Logger LOG = Logger.getLogger(PublishRecords.class);
    private static final int BATCH = 500;

    private final Outbox outbox;
    private final EventPublisher publisher;
    private final FlowConfig.Verification config;

    PublishRecords(Outbox outbox, EventPublisher publisher, FlowConfig config) {
        this.outbox = outbox;
        this.publisher = publisher;
        this.config = config.verification();
    }

    /**
     * Once round; the next of a key is published the next time.
     *
     * @return how many were taken
     * @throws KycException with EVENT_LOG_UNAVAILABLE or DATABASE_UNAVAILABLE: some may be published again
     */
    public int publish() {
        var lease = UUID.randomUUID();
        var taken = outbox.take(lease, config.relayLease(), BATCH);
        var sent = new LinkedHashMap<Outbox.Taken, CompletableFuture<Void>>();
        taken.forEach(record -> sent.put(record, publisher.publish(record.event())));
        var done = new ArrayList<Long>();
        var outage = Optional.<KycException>empty();
        for (var one : sent.entrySet()) {
            var failure = failure(one.getValue());
            if (failure.filter(e -> e.code() != ErrorCode.NOT_STORABLE).isPresent()) {
                outage = failure;
            } else {
                failure.ifPresent(
                        e ->
                                LOG.errorf(
                                        e,
                                        "A record cannot be published: id=%s",
                                        one.getKey().event().id()));
                done.add(one.getKey().id());
            }
        }
        if (!done.isEmpty()) {
            outbox.published(lease, done);
        }
        if (outage.isPresent()) {
            throw outage.get();
        }
        return taken.size();
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
