package dev.kycplatform.eventlog.messaging;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.ContextHolder;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.smallrye.reactive.messaging.kafka.commit.KafkaThrottledLatestProcessedCommit;
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The framework's throttled strategy, whose failed commits are tried again. By itself it tries a commit that a
 * rebalance refused only together with the partition's next record: on a partition that nothing more is written
 * to, a handled record would stay unacknowledged and the lag above zero.
 */
final class RetriedCommits extends ContextHolder implements KafkaCommitHandler {
    private final KafkaThrottledLatestProcessedCommit throttled;
    private final CommittingConsumer consumer;

    private RetriedCommits(
            Vertx vertx,
            KafkaThrottledLatestProcessedCommit throttled,
            CommittingConsumer consumer) {
        super(vertx, throttled.getTimeoutInMillis());
        this.throttled = throttled;
        this.consumer = consumer;
    }

    /** The channel gives its context to who is a holder; the strategy works on nothing else. */
    @Override
    public void capture(Context context) {
        super.capture(context);
        throttled.capture(context);
    }

    @Override
    public <K, V> Uni<IncomingKafkaRecord<K, V>> received(IncomingKafkaRecord<K, V> kafkaRecord) {
        return throttled.received(kafkaRecord);
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> kafkaRecord) {
        return throttled.handle(kafkaRecord);
    }

    @Override
    public void partitionsAssigned(Collection<TopicPartition> partitions) {
        throttled.partitionsAssigned(partitions);
    }

    @Override
    public void partitionsRevoked(Collection<TopicPartition> partitions) {
        consumer.forget(partitions);
        throttled.partitionsRevoked(partitions);
    }

    @Override
    public void terminate(boolean graceful) {
        consumer.stop();
        throttled.terminate(graceful);
    }

    /** Makes the strategy for each channel that names it. */
    @ApplicationScoped
    @Identifier("throttled-retried")
    static class Factory implements KafkaCommitHandler.Factory {
        private final KafkaThrottledLatestProcessedCommit.Factory throttled =
                new KafkaThrottledLatestProcessedCommit.Factory();

        @Override
        public KafkaCommitHandler create(
                KafkaConnectorIncomingConfiguration config,
                Vertx vertx,
                KafkaConsumer<?, ?> consumer,
                BiConsumer<Throwable, Boolean> reportFailure) {
            var committing = new CommittingConsumer(consumer);
            return new RetriedCommits(
                    vertx,
                    throttled.create(config, vertx, committing.asConsumer(), reportFailure),
                    committing);
        }
    }
}
