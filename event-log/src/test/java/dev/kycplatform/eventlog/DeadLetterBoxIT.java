package dev.kycplatform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterBoxIT {
    private static final DeadLetterBox.Filter ALL =
            new DeadLetterBox.Filter(Optional.empty(), Optional.empty(), Instant.EPOCH);
    private static final KycException UNREADABLE =
            new KycException(ErrorCode.UNREADABLE_RECORD, "planted");
    private static final KycException FORGED = new KycException(ErrorCode.SEAL_BROKEN, "planted");

    private final TestBroker broker = new TestBroker();
    private final EventPublisher publisher = broker.publisher();
    private final DeadLetters own = new DeadLetters(publisher, broker.names(), "worker");
    private final DeadLetters others = new DeadLetters(publisher, broker.names(), "dispatcher");
    private final DeadLetterBox box =
            new DeadLetterBox(
                    new TopicScan(broker.connection()),
                    publisher,
                    broker.names(),
                    List.of(() -> Set.of(Topics.JOBS, Topics.JOBS_SYNC, Topics.DEAD_LETTERS)),
                    "worker");

    @BeforeEach
    void makeTopics() throws Exception {
        broker.makeAsServicesDo(Topics.DEAD_LETTERS);
        broker.make(Topics.JOBS, 1);
        broker.make(Topics.JOBS_SYNC, 1);
    }

    @AfterEach
    void close() {
        publisher.close();
        broker.close();
    }

    @Test
    void listsOwnLettersThatFit() {
        own.add(record(Topics.JOBS, "a", "1"), UNREADABLE);
        own.add(record(Topics.JOBS_SYNC, "b", "2"), UNREADABLE);
        own.add(record(Topics.JOBS, "c", "3"), FORGED);
        others.add(record(Topics.RESULTS, "d", "4"), UNREADABLE);

        assertThat(keys(ALL)).containsExactly("a", "b", "c");
        assertThat(keys(filter(Optional.of(Topics.JOBS), Optional.empty())))
                .containsExactly("a", "c");
        assertThat(keys(filter(Optional.empty(), Optional.of(ErrorCode.UNREADABLE_RECORD))))
                .containsExactly("a", "b");
    }

    @Test
    void listsWithoutWhatRecordsCarriedAndSaysThatThereAreMore() {
        own.add(record(Topics.JOBS, "a", "12345"), UNREADABLE);
        own.add(record(Topics.JOBS, "b", "2"), UNREADABLE);

        var found = box.list(ALL, 1);

        assertThat(found.isWhole()).isFalse();
        assertThat(found.letters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.value()).isNull();
                            assertThat(letter.size()).isEqualTo(5);
                            assertThat(letter.origin()).isEqualTo("3-42");
                            assertThat(letter.code()).isEqualTo("UNREADABLE_RECORD");
                        });
    }

    @Test
    void findsOneWholeAndNeverAnothersNorOneThatIsNotThere() {
        others.add(record(Topics.RESULTS, "d", "4"), UNREADABLE);
        own.add(record(Topics.JOBS, "a", "1"), UNREADABLE);

        assertThat(box.find(new LetterId(0, 0))).isEmpty();
        assertThat(box.find(new LetterId(0, 1)).orElseThrow().value()).isEqualTo(bytes("1"));
        assertThat(box.find(new LetterId(0, 2))).isEmpty();
        assertThat(box.find(new LetterId(7, 0))).isEmpty();
    }

    @Test
    void putsOneBackWithItsKeyAndHeadersAndRemembersIt() {
        own.add(record(Topics.JOBS, "a", "1"), UNREADABLE);

        box.redrive(box.find(new LetterId(0, 0)).orElseThrow());

        var back = broker.read(Topics.JOBS, 1).getFirst();
        assertThat(back.key()).isEqualTo(bytes("a"));
        assertThat(back.value()).isEqualTo(bytes("1"));
        assertThat(back.headers()).hasSize(1);
        assertThat(RecordHeaders.text(back, EventHeaders.ID)).contains("id-of-a");
        assertThat(box.list(ALL, 10).letters()).singleElement().matches(DeadLetter::isRedriven);
        assertThat(box.find(new LetterId(0, 0)).orElseThrow().isRedriven()).isTrue();
    }

    @Test
    void putsBackAllThatFitAndThoseOnce() {
        own.add(record(Topics.JOBS, "a", "1"), UNREADABLE);
        own.add(record(Topics.JOBS, "b", "2"), FORGED);
        own.add(record(Topics.JOBS, "c", "3"), UNREADABLE);
        var unreadable = filter(Optional.empty(), Optional.of(ErrorCode.UNREADABLE_RECORD));

        assertThat(box.redriveAll(unreadable, 10)).isEqualTo(new DeadLetterBox.Redriven(2, true));
        assertThat(box.redriveAll(unreadable, 10)).isEqualTo(new DeadLetterBox.Redriven(0, true));
        assertThat(box.redriveAll(ALL, 10)).isEqualTo(new DeadLetterBox.Redriven(1, true));

        assertThat(broker.read(Topics.JOBS, 3))
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .containsExactly("a", "c", "b");
    }

    @Test
    void oneThatWasTooLargeToKeepIsPutBackFromWhereItWasRead() throws Exception {
        broker.put(new ProducerRecord<>(broker.names().of(Topics.JOBS), bytes("a"), bytes("1")));
        var large = new byte[3 * 1024 * 1024];
        own.add(
                new ConsumerRecord<>(broker.names().of(Topics.JOBS), 0, 0, bytes("a"), large),
                UNREADABLE);
        own.add(
                new ConsumerRecord<>(broker.names().of(Topics.JOBS), 0, 99, bytes("a"), large),
                UNREADABLE);

        box.redrive(box.find(new LetterId(0, 0)).orElseThrow());

        assertThat(broker.read(Topics.JOBS, 2).getLast().value()).isEqualTo(bytes("1"));
        assertConflict(box.find(new LetterId(0, 1)).orElseThrow());
    }

    @Test
    void nothingIsPutWhereThisServiceReadsNothing() {
        own.add(record(Topics.PARTNERS, "a", "1"), UNREADABLE);

        assertConflict(box.find(new LetterId(0, 0)).orElseThrow());
    }

    private void assertConflict(DeadLetter letter) {
        assertThatThrownBy(() -> box.redrive(letter))
                .isInstanceOfSatisfying(
                        KycException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    private ConsumerRecord<byte[], byte[]> record(Topics topic, String key, String value) {
        var record =
                new ConsumerRecord<>(broker.names().of(topic), 3, 42, bytes(key), bytes(value));
        record.headers().add(EventHeaders.ID, bytes("id-of-" + key));
        return record;
    }

    private List<String> keys(DeadLetterBox.Filter filter) {
        return box.list(filter, 10).letters().stream()
                .map(letter -> new String(letter.key(), StandardCharsets.UTF_8))
                .toList();
    }

    private static DeadLetterBox.Filter filter(Optional<Topics> topic, Optional<ErrorCode> code) {
        return new DeadLetterBox.Filter(topic, code, Instant.EPOCH);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
