package dev.kycplatform.eventlog.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * A consumer whose commits are repeated while a rebalance or the broker refuses them. The strategy waits for one
 * commit before it asks for the next, so none overtakes another; what is revoked meanwhile is left to its revocation,
 * which commits by itself.
 */
final class CommittingConsumer {
    /** A rebalance among a few instances is over in a second or two. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final KafkaConsumer<?, ?> consumer;
    private final Map<TopicPartition, OffsetAndMetadata> open = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    CommittingConsumer(KafkaConsumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    /** The same consumer for whoever commits. */
    KafkaConsumer<?, ?> asConsumer() {
        return (KafkaConsumer<?, ?>)
                Proxy.newProxyInstance(
                        KafkaConsumer.class.getClassLoader(),
                        new Class<?>[] {KafkaConsumer.class},
                        (_, method, arguments) -> call(method, arguments));
    }

    /** What is revoked is not committed again: it may be another instance's by now. */
    void forget(Collection<TopicPartition> revoked) {
        open.keySet().removeAll(revoked);
    }

    /** From now on each commit is tried once: who stops does not wait for a broker that is away. */
    void stop() {
        stopping = true;
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("commit") && arguments != null) {
            @SuppressWarnings("unchecked") // the method's only signature
            var offsets = (Map<TopicPartition, OffsetAndMetadata>) arguments[0];
            return commit(offsets);
        }
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Uni<Void> commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        open.putAll(offsets);
        return Uni.createFrom()
                .deferred(this::commitOpen)
                .onFailure(failure -> !stopping && passes(failure))
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely()
                .eventually(() -> open.keySet().removeAll(offsets.keySet()));
    }

    private Uni<Void> commitOpen() {
        var offsets = Map.copyOf(open);
        return offsets.isEmpty() ? Uni.createFrom().voidItem() : consumer.commit(offsets);
    }

    private static boolean passes(Throwable failure) {
        return failure instanceof RebalanceInProgressException
                || failure instanceof RetriableCommitFailedException
                || failure instanceof RetriableException;
    }
}
