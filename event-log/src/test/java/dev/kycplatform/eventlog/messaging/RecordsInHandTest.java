package dev.kycplatform.eventlog.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.Test;

class RecordsInHandTest {
    private static final int MOST = 16;

    private final Semaphore allowed = new Semaphore(0);
    private final AtomicLong asked = new AtomicLong();
    private final Queue<Long> begun = new ConcurrentLinkedQueue<>();
    private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> refused = new ConcurrentLinkedQueue<>();
    private final RecordsInHand inHand = new RecordsInHand("jobs", MOST, this::handle);

    @Test
    void asksForNoMoreThanTheBoundWhileNothingEnds() {
        subscribe();

        give(MOST);

        await().until(() -> begun.size() == MOST);
        assertThat(asked).hasValue(MOST);
    }

    @Test
    void asksForAsManyAsHaveEnded() {
        subscribe();
        give(MOST);

        allowed.release(MOST);

        await().until(() -> asked.get() == 2 * MOST);
    }

    @Test
    void acknowledgesARecordOnlyWhenItsHandlerHasReturned() {
        subscribe();
        give(2);
        await().until(() -> begun.size() == 2);
        assertThat(acknowledged).isEmpty();

        allowed.release(1);

        await().until(() -> acknowledged.size() == 1);
        await().until(() -> allowed.getQueueLength() == 1);
        assertThat(acknowledged).hasSize(1);
    }

    @Test
    void aRecordThatWaitsDelaysNoOther() {
        subscribe();
        inHand.onNext(message(-1));
        give(MOST - 1);

        allowed.release(MOST - 1);

        await().until(() -> acknowledged.size() == MOST - 1);
        assertThat(begun).contains(-1L);
    }

    @Test
    void neverAcknowledgesARecordWhoseHandlerThrows() {
        var stopping = new IllegalStateException("stopping");
        var failing =
                new RecordsInHand(
                        "jobs",
                        MOST,
                        _ -> {
                            throw stopping;
                        });
        failing.onSubscribe(subscription());

        failing.onNext(message(0));

        await().until(() -> !refused.isEmpty());
        assertThat(refused).containsExactly(stopping);
        assertThat(acknowledged).isEmpty();
        assertThat(asked).hasValue(MOST);
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) {
        begun.add(record.offset());
        allowed.acquireUninterruptibly();
    }

    private void subscribe() {
        inHand.onSubscribe(subscription());
    }

    private Flow.Subscription subscription() {
        return new Flow.Subscription() {
            @Override
            public void request(long more) {
                asked.addAndGet(more);
            }

            @Override
            public void cancel() {
                throw new AssertionError("cancelled");
            }
        };
    }

    private void give(int count) {
        LongStream.range(0, count).mapToObj(this::message).forEach(inHand::onNext);
    }

    private Message<byte[]> message(long offset) {
        var record = new ConsumerRecord<byte[], byte[]>("topic", 0, offset, null, new byte[0]);
        return Message.of(
                record.value(),
                Metadata.of(new IncomingKafkaRecordMetadata<>(record, "jobs")),
                () -> {
                    acknowledged.add(offset);
                    return CompletableFuture.completedFuture(null);
                },
                failure -> {
                    refused.add(failure);
                    return CompletableFuture.completedFuture(null);
                });
    }
}
