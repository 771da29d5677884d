package dev.kycplatform.bare.messaging;

import dev.kycplatform.bare.calls.BareCalls;
import dev.kycplatform.bare.persistence.BareResults;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.eventlog.KafkaConnection;
import dev.kycplatform.eventlog.TopicNames;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Takes every record of a journey to its end: asks, stores the answer, tells it. Nothing is tried twice and nothing is
 * kept in order; whoever measures bounds what is under way.
 */
@ApplicationScoped
public class BareJourneys {
    private static final Logger LOG = Logger.getLogger(BareJourneys.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final BareCalls calls;
    private final BareResults results;
    private final Thread reader;

    BareJourneys(
            KafkaConnection connection, TopicNames names, BareCalls calls, BareResults results) {
        this.calls = calls;
        this.results = results;
        this.topic = names.of(Topics.JOBS);
        this.consumer =
                new KafkaConsumer<>(
                        connection.with(Map.of("group.id", "bare", "auto.offset.reset", "latest")),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        this.reader = Thread.ofPlatform().name("bare-journeys").unstarted(this::read);
    }

    /** A record of a journey is known by its key. */
    public static String key(String idNumber, String callbackUrl) {
        return idNumber + " " + callbackUrl;
    }

    void start(@Observes StartupEvent event) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        consumer.wakeup();
        reader.join();
    }

    private void read() {
        try (consumer) {
            consumer.subscribe(List.of(topic));
            while (true) {
                consumer.poll(POLL)
                        .forEach(record -> go(new String(record.key(), StandardCharsets.UTF_8)));
            }
        } catch (WakeupException _) {
            // Stopping.
        }
    }

    private void go(String key) {
        var space = key.indexOf(' ');
        if (space < 0) {
            return;
        }
        var idNumber = key.substring(0, space);
        calls.ask(idNumber)
                .thenCompose(
                        answer ->
                                results.store(idNumber, answer)
                                        .thenCompose(
                                                _ -> calls.tell(key.substring(space + 1), answer)))
                .whenComplete(
                        (_, failure) -> {
                            if (failure != null) {
                                LOG.error("a journey did not end", failure);
                            }
                        });
    }
}
