package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.deployment.DependencyRecovery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The frame around every consumer's work: a record is handled, or handled again once what it needs is
 * back, or dead-lettered. It never throws, unless the service stops; so a record is acknowledged exactly
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

    @Inject
    RecordHandling(DependencyRecovery recovery, DeadLetters deadLetters) {
        this(recovery::await, deadLetters::add);
    }

    RecordHandling(Waiting recovery, Burying deadLetters) {
        this.recovery = recovery;
        this.deadLetters = deadLetters;
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
        while (true) {
            try {
                attempt(record, handler);
                return;
            } catch (KycException e) {
                recovery.await(e);
            }
        }
    }

    /** @throws KycException worth repeating */
    private void attempt(ConsumerRecord<byte[], byte[]> record, Handler handler) {
        try {
            handler.handle(record);
        } catch (KycException e) {
            if (e.isWorthRepeating()) {
                throw e;
            }
            bury(record, e);
        } catch (RuntimeException e) {
            // A defect of ours: kept for a redrive after the repair, so that the partition goes on.
            bury(record, new KycException(ErrorCode.INTERNAL, e.getClass().getSimpleName(), e));
        }
    }

    private void bury(ConsumerRecord<byte[], byte[]> record, KycException cause) {
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
