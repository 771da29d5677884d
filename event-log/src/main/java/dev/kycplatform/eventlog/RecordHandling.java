package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.EventHeaders;
import dev.kycplatform.contracts.event.TraceParent;
import dev.kycplatform.deployment.DependencyRecovery;
import dev.kycplatform.eventlog.MissingKeys.Patience;
import dev.kycplatform.tracing.Step;
import dev.kycplatform.tracing.Tracing;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The frame around every consumer's work: a record is handled, or handled again once what it needs is
 * back, or dead-lettered. One that is sealed with an unknown key waits for the key first. It never throws, unless the service stops; so a record is acknowledged exactly
 * when one of these has happened.
 *
 * <p>While a dependency is down the handlers wait here, the channel's buffer fills, and the channel
 * pauses by itself: nothing is acknowledged, nothing is dead-lettered.
 */
@ApplicationScoped
public class RecordHandling {
    private static final Logger LOG = Logger.getLogger(RecordHandling.class);

    private final Waiting recovery;
    private final Burying deadLetters;
    private final MissingKeys missingKeys;
    private final Tracing tracing;
    private volatile boolean isStopping;

    @Inject
    RecordHandling(
            DependencyRecovery recovery,
            DeadLetters deadLetters,
            MissingKeys missingKeys,
            Tracing tracing) {
        this(recovery::await, deadLetters::add, missingKeys, tracing);
    }

    RecordHandling(Waiting recovery, Burying deadLetters, MissingKeys missingKeys) {
        this(recovery, deadLetters, missingKeys, Tracing.off());
    }

    private RecordHandling(
            Waiting recovery, Burying deadLetters, MissingKeys missingKeys, Tracing tracing) {
        this.tracing = tracing;
        this.recovery = recovery;
        this.deadLetters = deadLetters;
        this.missingKeys = missingKeys;
    }

    /** From now on what handlers need is taken away from them. */
    void stop(@Observes ShutdownEvent event) {
        isStopping = true;
    }

    /** {@link DependencyRecovery#await}. */
    @FunctionalInterface
    interface Waiting {
        void await(KycException failure);
    }

    /** {@link DeadLetters#add(ConsumerRecord, KycException)}. */
    @FunctionalInterface
    interface Burying {
        void add(ConsumerRecord<byte[], byte[]> record, KycException cause);
    }

    /** What a consumer does with a record; must be safe to repeat. */
    @FunctionalInterface
    public interface Handler {
        void handle(ConsumerRecord<byte[], byte[]> record);
    }

    /** Runs on a virtual thread, for it may wait as long as an outage lasts. */
    public void handle(ConsumerRecord<byte[], byte[]> record, Handler handler) {
        try (var patience = missingKeys.patience();
                var step = begin(record);
                var _ = step.here()) {
            while (true) {
                try {
                    attempt(record, handler, patience);
                    return;
                } catch (KycException e) {
                    if (e.isWorthRepeating()) {
                        recovery.await(e);
                    } else {
                        patience.await(e);
                    }
                }
            }
        }
    }

    private Step begin(ConsumerRecord<byte[], byte[]> record) {
        var step =
                tracing.begin(
                        Tracing.Kind.RECORD,
                        "handle " + record.topic(),
                        TraceParent.continuing(
                                RecordHeaders.text(record, EventHeaders.TRACE_PARENT)));
        step.with("messaging.system", "kafka")
                .with("messaging.destination.name", record.topic())
                .with("messaging.destination.partition.id", record.partition())
                .with("messaging.kafka.offset", record.offset());
        RecordHeaders.job(record).ifPresent(step::about);
        return step;
    }

    /** @throws KycException worth repeating, or because a key is missing that may still come */
    private void attempt(
            ConsumerRecord<byte[], byte[]> record, Handler handler, Patience patience) {
        try {
            handler.handle(record);
        } catch (KycException e) {
            if (e.isWorthRepeating()
                    || e.code() == ErrorCode.SEAL_KEY_UNKNOWN && patience.isLeft()) {
                throw e;
            }
            bury(record, e);
        } catch (RuntimeException e) {
            // A defect of ours: kept for a redrive after the repair, so that the partition goes on.
            bury(record, new KycException(ErrorCode.INTERNAL, e.getClass().getSimpleName(), e));
        }
    }

    /** While the service stops it throws instead: who is next handles the record, and finds out whether it is to blame. */
    private void bury(ConsumerRecord<byte[], byte[]> record, KycException cause) {
        if (isStopping) {
            throw new IllegalStateException("the service stops", cause);
        }
        LOG.errorf(
                cause,
                "Dead-lettered a record: topic=%s partition=%d offset=%d code=%s",
                record.topic(),
                record.partition(),
                record.offset(),
                cause.code());
        deadLetters.add(record, cause);
    }
}
