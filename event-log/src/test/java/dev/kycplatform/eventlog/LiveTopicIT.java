package dev.kycplatform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveTopicIT {
    private static final Topics TOPIC = Topics.REPLIES;

    private final TestBroker broker = new TestBroker();
    private final LiveTopics liveTopics =
            new LiveTopics(broker.connection(), broker.names(), new OwnReadings());
    private final List<String> came = new CopyOnWriteArrayList<>();

    private void came(byte[] value) {
        var text = new String(value, StandardCharsets.UTF_8);
        if (text.equals("broken")) {
            throw new IllegalArgumentException("planted");
        }
        came.add(text);
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void tellsWhatComesOnAnyPartitionAndNothingThatWasThereBefore() throws Exception {
        broker.make(TOPIC, 3);
        for (int i = 0; i < 30; i++) {
            broker.put(TOPIC, "key-" + i, "before");
        }
        try (var live = liveTopics.follow(TOPIC, this::came)) {
            await().until(live::isListening);

            for (int i = 0; i < 30; i++) {
                broker.put(TOPIC, "key-" + i, "after-" + i);
            }

            await().until(() -> came.size() >= 30);
            assertThat(came).hasSize(30).allMatch(value -> value.startsWith("after-"));
        }
    }

    @Test
    void tellsEveryInstance() throws Exception {
        broker.make(TOPIC, 1);
        var others = new CopyOnWriteArrayList<byte[]>();
        try (var live = liveTopics.follow(TOPIC, this::came);
                var other = liveTopics.follow(TOPIC, others::add)) {
            await().until(() -> live.isListening() && other.isListening());

            broker.put(TOPIC, "a", "1");

            await().until(() -> came.size() == 1 && others.size() == 1);
        }
    }

    @Test
    void aRecordNobodyCanReadDoesNotHideThoseBehindIt() throws Exception {
        broker.make(TOPIC, 1);
        try (var live = liveTopics.follow(TOPIC, this::came)) {
            await().until(live::isListening);

            broker.put(TOPIC, "a", "broken");
            broker.put(TOPIC, "a", null);
            broker.put(TOPIC, null, "1");

            await().until(() -> came.equals(List.of("1")));
        }
    }

    @Test
    void isNotListeningToATopicThatIsNotThereYet() throws Exception {
        try (var live = liveTopics.follow(TOPIC, this::came)) {
            await().during(2, TimeUnit.SECONDS).until(() -> !live.isListening());

            broker.make(TOPIC, 1);
            await().until(live::isListening);
            broker.put(TOPIC, "a", "1");

            await().until(() -> came.equals(List.of("1")));
        }
    }

    @Test
    void tellsWhatComesOnAPartitionThatIsAdded() throws Exception {
        broker.make(TOPIC, 1);
        broker.put(TOPIC, "a", "before");
        try (var live = liveTopics.follow(TOPIC, this::came)) {
            await().until(live::isListening);

            broker.grow(TOPIC, 2);
            broker.put(TOPIC, 1, "b", "on the new one");
            broker.put(TOPIC, 0, "a", "on the old one");

            await().atMost(60, TimeUnit.SECONDS).until(() -> came.size() == 2);
            assertThat(came).containsExactlyInAnyOrder("on the new one", "on the old one");
        }
    }
}
