package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.EventHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records nobody can handle: kept as they came, with the cause in headers. One that is too large for a
 * letter is kept by its origin alone, which the topic it came from still holds.
 */
@ApplicationScoped
public class DeadLetters {
    private final EventPublisher publisher;
    private final TopicNames names;

    DeadLetters(EventPublisher publisher, TopicNames names) {
        this.publisher = publisher;
        this.names = names;
    }

    /**
     * Returns when the broker has it.
     *
     * @throws KycException with EVENT_LOG_UNAVAILABLE: the record is still the caller's
     */
    public void add(ConsumerRecord<byte[], byte[]> record, KycException cause) {
        var letter = letter(record.key(), record.value());
        record.headers().forEach(letter.headers()::add);
        var origin = record.topic() + "-" + record.partition() + "-" + record.offset();
        publish(letter, origin, cause);
    }

    /**
     * The same for what was a record once and has been kept elsewhere since.
     *
     * @param origin where it was kept
     * @throws KycException with EVENT_LOG_UNAVAILABLE: it is still the caller's
     */
    public void add(byte[] key, byte[] value, String origin, KycException cause) {
        publish(letter(key, value), origin, cause);
    }

    private ProducerRecord<byte[], byte[]> letter(byte @Nullable [] key, byte @Nullable [] value) {
        return new ProducerRecord<>(names.of(Topics.DEAD_LETTERS), null, key, value);
    }

    private void publish(ProducerRecord<byte[], byte[]> letter, String origin, KycException cause) {
        address(letter, origin, cause, cause.detail());
        try {
            publisher.sendAndAwait(letter);
        } catch (KycException e) {
            if (e.isWorthRepeating()) {
                throw e;
            }
            // Refused for ever, and its partition must go on. Key and headers may be what is large.
            var stub = letter(null, null);
            address(stub, origin, cause, cause.detail() + " (not kept here: " + e.detail() + ")");
            publisher.sendAndAwait(stub);
        }
    }

    private static void address(
            ProducerRecord<byte[], byte[]> letter,
            String origin,
            KycException cause,
            String detail) {
        header(letter, EventHeaders.DEAD_LETTER_CODE, cause.code().name());
        header(letter, EventHeaders.DEAD_LETTER_DETAIL, detail);
        header(letter, EventHeaders.DEAD_LETTER_ORIGIN, origin);
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
