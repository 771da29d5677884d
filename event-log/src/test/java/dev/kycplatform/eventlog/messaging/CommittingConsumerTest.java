package dev.kycplatform.eventlog.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.Test;

class CommittingConsumerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final TopicPartition FIRST = new TopicPartition("topic", 0);
    private static final TopicPartition SECOND = new TopicPartition("topic", 1);
    private static final Map<TopicPartition, OffsetAndMetadata> BOTH =
            Map.of(FIRST, new OffsetAndMetadata(5), SECOND, new OffsetAndMetadata(7));

    private final Deque<RuntimeException> refusals = new ArrayDeque<>();
    private final List<Map<?, ?>> committed = new ArrayList<>();
    private final CommittingConsumer consumer = new CommittingConsumer(broker());

    @Test
    void repeatsACommitThatARebalanceRefuses() {
        refusals.add(new RebalanceInProgressException());
        refusals.add(new RebalanceInProgressException());

        consumer.asConsumer().commit(BOTH).await().atMost(LIMIT);

        assertThat(committed).isEqualTo(List.of(BOTH));
    }

    @Test
    void leavesWhatIsRevokedMeanwhileToItsRevocation() {
        refusals.add(new RebalanceInProgressException());

        var commit = consumer.asConsumer().commit(BOTH).subscribeAsCompletionStage();
        consumer.forget(List.of(FIRST));
        Uni.createFrom().completionStage(commit).await().atMost(LIMIT);

        assertThat(committed).isEqualTo(List.of(Map.of(SECOND, new OffsetAndMetadata(7))));
    }

    @Test
    void doesNotCommitTwiceWhatIsCommitted() {
        consumer.asConsumer().commit(BOTH).await().atMost(LIMIT);
        var next = Map.of(FIRST, new OffsetAndMetadata(6));
        consumer.asConsumer().commit(next).await().atMost(LIMIT);

        assertThat(committed).isEqualTo(List.of(BOTH, next));
    }

    @Test
    void givesUpWhereRepeatingDoesNotHelp() {
        refusals.add(new FencedInstanceIdException("another instance took over"));

        assertThatExceptionOfType(FencedInstanceIdException.class)
                .isThrownBy(() -> consumer.asConsumer().commit(BOTH).await().atMost(LIMIT));
        assertThat(committed).isEmpty();
    }

    @Test
    void triesOnceWhenItStops() {
        refusals.add(new RebalanceInProgressException());
        consumer.stop();

        assertThatExceptionOfType(RebalanceInProgressException.class)
                .isThrownBy(() -> consumer.asConsumer().commit(BOTH).await().atMost(LIMIT));
    }

    @Test
    void asksTheConsumerForEverythingElse() {
        assertThat(consumer.asConsumer().configuration()).isEqualTo(Map.of("group.id", "group"));
    }

    private KafkaConsumer<?, ?> broker() {
        return (KafkaConsumer<?, ?>)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {KafkaConsumer.class},
                        (_, method, arguments) ->
                                switch (method.getName()) {
                                    case "commit" -> commit((Map<?, ?>) arguments[0]);
                                    case "configuration" -> Map.of("group.id", "group");
                                    default -> throw new UnsupportedOperationException();
                                });
    }

    private Uni<Void> commit(Map<?, ?> offsets) {
        return Uni.createFrom()
                .deferred(
                        () -> {
                            if (!refusals.isEmpty()) {
                                return Uni.createFrom().failure(refusals.pop());
                            }
                            committed.add(offsets);
                            return Uni.createFrom().voidItem();
                        });
    }
}
