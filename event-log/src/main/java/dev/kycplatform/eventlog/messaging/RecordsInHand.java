package dev.kycplatform.eventlog.messaging;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The records of a channel that are being handled: each on a thread of its own, in any order, no more at once than a bound, and acknowledged when its handler returns. At the bound no more are asked for, so that the channel's
 * buffer fills and the channel pauses by itself. A record whose handler throws is not acknowledged, and the channel
 * fails. The framework's own way to run handlers side by side looks at all that run whenever one of them ends.
 */
public final class RecordsInHand implements Flow.Subscriber<Message<byte[]>> {
    private static final Logger LOG = Logger.getLogger(RecordsInHand.class);

    /** Asking for more has a price; this divides it, and lets less than an eighth of the bound lie idle. */
    private static final int MOST_ASKED_AT_ONCE = 64;

    private final String channel;
    private final int most;
    private final int lot;
    private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
    private final Executor threads;
    private final AtomicInteger ended = new AtomicInteger();
    private volatile Flow.@Nullable Subscription subscription;

    /**
     * On virtual threads.
     *
     * @param most records at once
     * @param handler must be safe to repeat
     */
    public RecordsInHand(
            String channel, int most, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        this(channel, most, handler, task -> Thread.ofVirtual().name(channel).start(task));
    }

    /**
     * @param most records at once
     * @param handler must be safe to repeat
     * @param threads takes whatever it is given, at once; never much more than that many
     */
    public RecordsInHand(
            String channel,
            int most,
            Consumer<ConsumerRecord<byte[], byte[]>> handler,
            Executor threads) {
        this.channel = channel;
        this.most = most;
        this.lot = Math.clamp(most / 8, 1, MOST_ASKED_AT_ONCE);
        this.handler = handler;
        this.threads = threads;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(most);
    }

    @Override
    public void onNext(Message<byte[]> message) {
        threads.execute(() -> handle(message));
    }

    private void handle(Message<byte[]> message) {
        try {
            handler.accept(record(message));
        } catch (RuntimeException | Error e) {
            // Not asked for another: nothing comes after a failure.
            message.nack(e);
            return;
        }
        message.ack().whenComplete((_, _) -> askForMore());
    }

    @SuppressWarnings("unchecked") // The channel's deserializers make both of bytes.
    private static ConsumerRecord<byte[], byte[]> record(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow().getRecord();
    }

    private void askForMore() {
        var asked = subscription;
        if (ended.incrementAndGet() % lot == 0 && asked != null) {
            asked.request(lot);
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.errorf(failure, "A channel failed: channel=%s", channel);
    }

    @Override
    public void onComplete() {
        // The service stops; what is in hand ends, or is left to redelivery.
    }
}
