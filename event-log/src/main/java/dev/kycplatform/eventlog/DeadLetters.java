package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.EventHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Records nobody can handle: kept as they came, with the cause in headers. One that is too large even for
 * a letter is kept by its origin alone, which the topic it came from still holds.
 */
@ApplicationScoped
public class DeadLetters {
    private final EventPublisher publisher;
    private final TopicNames names;
    private final String service;

    DeadLetters(
            EventPublisher publisher,
            TopicNames names,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.publisher = publisher;
        this.names = names;
        this.service = service;
    }

    /**
     * Returns when the broker has it.
     *
     * @throws KycException with EVENT_LOG_UNAVAILABLE: the record is still the caller's
     */
    public void add(ConsumerRecord<byte[], byte[]> record, KycException cause) {
        var letter = letter(record.key(), record.value());
        for (var header : record.headers()) {
            // Ours are told by their names, so none may come from outside.
            if (!header.key().startsWith(EventHeaders.DEAD_LETTER_PREFIX)) {
                letter.headers().add(header);
            }
        }
        publish(
                letter,
                Map.of(
                        EventHeaders.DEAD_LETTER_TOPIC,
                        record.topic(),
                        EventHeaders.DEAD_LETTER_PARTITION,
                        Integer.toString(record.partition()),
                        EventHeaders.DEAD_LETTER_OFFSET,
                        Long.toString(record.offset())),
                cause);
    }

    /**
     * The same for what was a record once and has been kept elsewhere since.
     *
     * @param topic where it came from
     * @param origin where it was kept
     * @throws KycException with EVENT_LOG_UNAVAILABLE: it is still the caller's
     */
    public void add(Topics topic, byte[] key, byte[] value, String origin, KycException cause) {
        publish(
                letter(key, value),
                Map.of(
                        EventHeaders.DEAD_LETTER_TOPIC,
                        names.of(topic),
                        EventHeaders.DEAD_LETTER_ORIGIN,
                        origin),
                cause);
    }

    private ProducerRecord<byte[], byte[]> letter(byte @Nullable [] key, byte @Nullable [] value) {
        return new ProducerRecord<>(names.of(Topics.DEAD_LETTERS), null, key, value);
    }

    private void publish(
            ProducerRecord<byte[], byte[]> letter, Map<String, String> origin, KycException cause) {
        address(letter, origin, cause);
        send(letter, origin, cause);
        DeadLetterMetrics.added(
                origin.getOrDefault(EventHeaders.DEAD_LETTER_TOPIC, ""), cause.code());
    }

    private void send(
            ProducerRecord<byte[], byte[]> letter, Map<String, String> origin, KycException cause) {
        try {
            publisher.sendAndAwait(letter);
        } catch (KycException e) {
            if (e.isWorthRepeating()) {
                throw e;
            }
            // Refused for ever, and its partition must go on. Key and headers may be what is large.
            var stub = letter(null, null);
            address(stub, origin, cause);
            header(stub, EventHeaders.DEAD_LETTER_NOT_KEPT, e.detail());
            publisher.sendAndAwait(stub);
        }
    }

    private void address(
            ProducerRecord<byte[], byte[]> letter, Map<String, String> origin, KycException cause) {
        header(letter, EventHeaders.DEAD_LETTER_SERVICE, service);
        header(letter, EventHeaders.DEAD_LETTER_CODE, cause.code().name());
        header(letter, EventHeaders.DEAD_LETTER_DETAIL, cause.detail());
        origin.forEach((name, value) -> header(letter, name, value));
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
