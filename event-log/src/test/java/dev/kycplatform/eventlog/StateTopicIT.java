package dev.kycplatform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateTopicIT {
    private static final Topics TOPIC = Topics.PARTNERS;

    private final TestBroker broker = new TestBroker();
    private final StateTopics stateTopics =
            new StateTopics(broker.connection(), broker.names(), new OwnReadings());
    private final Map<String, String> known = new ConcurrentHashMap<>();

    private final class Follower implements StateTopic.Listener {
        @Override
        public void changed(String key, byte[] value) {
            var text = new String(value, StandardCharsets.UTF_8);
            if (text.equals("broken")) {
                throw new IllegalArgumentException("planted");
            }
            known.put(key, text);
        }

        @Override
        public void removed(String key) {
            known.remove(key);
        }
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void isCompleteOnceAllThatStoodThereIsRead() throws Exception {
        broker.make(TOPIC, 3);
        for (int i = 0; i < 300; i++) {
            broker.put(TOPIC, "key-" + i, "value-" + i);
        }

        try (var state = stateTopics.read(TOPIC, new Follower())) {
            await().until(state::isComplete);

            assertThat(known).hasSize(300).containsEntry("key-299", "value-299");
        }
    }

    @Test
    void followsWhatChangesAfterwards() throws Exception {
        broker.make(TOPIC, 3);
        broker.put(TOPIC, "a", "1");
        try (var state = stateTopics.read(TOPIC, new Follower())) {
            await().until(state::isComplete);

            broker.put(TOPIC, "a", "2");
            broker.put(TOPIC, "b", "1");

            await().until(() -> known.equals(Map.of("a", "2", "b", "1")));
        }
    }

    @Test
    void aTombstoneRemoves() throws Exception {
        broker.make(TOPIC, 1);
        broker.put(TOPIC, "a", "1");
        broker.put(TOPIC, "b", "1");
        broker.put(TOPIC, "a", null);
        try (var state = stateTopics.read(TOPIC, new Follower())) {
            await().until(state::isComplete);
            assertThat(known).containsOnlyKeys("b");

            broker.put(TOPIC, "b", null);

            await().until(known::isEmpty);
        }
    }

    @Test
    void aRecordNobodyCanReadDoesNotHideThoseBehindIt() throws Exception {
        broker.make(TOPIC, 1);
        broker.put(TOPIC, "a", "broken");
        broker.put(TOPIC, null, "without a key");
        broker.put(TOPIC, "b", "1");

        try (var state = stateTopics.read(TOPIC, new Follower())) {
            await().until(state::isComplete);

            assertThat(known).containsOnlyKeys("b");
        }
    }

    @Test
    void anEmptyTopicIsSoonComplete() throws Exception {
        broker.make(TOPIC, 3);

        try (var state = stateTopics.read(TOPIC, new Follower())) {
            await().until(state::isComplete);

            assertThat(known).isEmpty();
        }
    }

    @Test
    void aTopicThatIsNotThereYetIsNotCompleteAndIsReadWhenItComes() throws Exception {
        try (var state = stateTopics.read(TOPIC, new Follower())) {
            await().during(2, TimeUnit.SECONDS).until(() -> !state.isComplete());
            broker.make(TOPIC, 1);
            broker.put(TOPIC, "a", "1");

            await().until(() -> state.isComplete() && known.containsKey("a"));
        }
    }

    @Test
    void aPartitionThatIsAddedIsReadFromItsBeginning() throws Exception {
        broker.make(TOPIC, 1);
        broker.put(TOPIC, "a", "1");
        try (var state = stateTopics.read(TOPIC, new Follower())) {
            await().until(state::isComplete);

            broker.grow(TOPIC, 2);
            broker.put(TOPIC, 1, "b", "2");

            await().atMost(60, TimeUnit.SECONDS)
                    .until(() -> known.equals(Map.of("a", "1", "b", "2")));
        }
    }
}
