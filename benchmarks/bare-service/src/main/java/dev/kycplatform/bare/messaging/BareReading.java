package dev.kycplatform.bare.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.eventlog.KafkaConnection;
import dev.kycplatform.eventlog.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The keys of a topic's records, from now on, on a thread of its own. */
final class BareReading {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final Consumer<String> handler;
    private final Thread thread;

    private BareReading(
            KafkaConnection connection, String topic, String group, Consumer<String> handler) {
        this.topic = topic;
        this.handler = handler;
        this.consumer =
                new KafkaConsumer<>(
                        connection.with(Map.of("group.id", group, "auto.offset.reset", "latest")),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name(group).unstarted(this::read);
    }

    /**
     * @param group a group of its own
     * @param handler called by the one thread, so it must not wait
     */
    static BareReading start(
            KafkaConnection connection,
            TopicNames names,
            Topics topic,
            String group,
            Consumer<String> handler) {
        var reading = new BareReading(connection, names.of(topic), group, handler);
        reading.thread.start();
        return reading;
    }

    void stop() throws InterruptedException {
        consumer.wakeup();
        thread.join();
    }

    private void read() {
        try (consumer) {
            consumer.subscribe(List.of(topic));
            while (true) {
                consumer.poll(POLL)
                        .forEach(
                                record ->
                                        handler.accept(
                                                new String(record.key(), StandardCharsets.UTF_8)));
            }
        } catch (WakeupException _) {
            // Stopping.
        }
    }
}
