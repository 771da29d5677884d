package dev.kycplatform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersIT {
    private static final byte[] KEY = "001/job-1".getBytes(StandardCharsets.UTF_8);
    private static final byte[] VALUE = {0, 1, -1, '{'};
    private static final KycException CAUSE =
            new KycException(ErrorCode.UNREADABLE_RECORD, "not a JobRequested");

    private final TestBroker broker = new TestBroker();
    private final EventPublisher publisher = broker.publisher();
    private final DeadLetters deadLetters =
            new DeadLetters(publisher, broker.names(), "some-service");

    @BeforeEach
    void makeTopic() throws Exception {
        broker.makeAsServicesDo(Topics.DEAD_LETTERS);
    }

    @AfterEach
    void close() {
        publisher.close();
        broker.close();
    }

    @Test
    void aLetterKeepsTheRecordAsItCameAndTheCause() {
        var record = new ConsumerRecord<>("kyc.jobs", 3, 42, KEY, VALUE);
        record.headers().add(EventHeaders.ID, "some-id".getBytes(StandardCharsets.UTF_8));

        deadLetters.add(record, CAUSE);

        var letter = letter();
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(VALUE);
        assertThat(RecordHeaders.text(letter, EventHeaders.ID)).contains("some-id");
        assertThat(RecordHeaders.text(letter, EventHeaders.DEAD_LETTER_CODE))
                .contains("UNREADABLE_RECORD");
        assertThat(RecordHeaders.text(letter, EventHeaders.DEAD_LETTER_DETAIL))
                .contains("not a JobRequested");
        assertOrigin(letter);
    }

    @Test
    void aRecordKeptElsewhereNamesThatPlace() {
        deadLetters.add(Topics.JOBS, KEY, VALUE, "worker.parked_job", CAUSE);

        assertThat(letter().value()).isEqualTo(VALUE);
        assertThat(RecordHeaders.text(letter(), EventHeaders.DEAD_LETTER_TOPIC))
                .contains(broker.names().of(Topics.JOBS));
        assertThat(letter().headers().lastHeader(EventHeaders.DEAD_LETTER_OFFSET)).isNull();
        assertThat(RecordHeaders.text(letter(), EventHeaders.DEAD_LETTER_ORIGIN))
                .contains("worker.parked_job");
    }

    @Test
    void aRecordTooLargeForALetterIsKeptByItsOrigin() {
        var record = new ConsumerRecord<>("kyc.jobs", 3, 42, KEY, new byte[3 * 1024 * 1024]);

        deadLetters.add(record, CAUSE);

        var letter = letter();
        assertThat(letter.value()).isNull();
        assertThat(RecordHeaders.text(letter, EventHeaders.DEAD_LETTER_CODE))
                .contains("UNREADABLE_RECORD");
        assertThat(RecordHeaders.text(letter, EventHeaders.DEAD_LETTER_DETAIL))
                .contains("not a JobRequested");
        assertThat(RecordHeaders.text(letter, EventHeaders.DEAD_LETTER_NOT_KEPT))
                .contains("the record is too large");
        assertOrigin(letter);
    }

    @Test
    void theLargestRecordFitsIntoALetterWithTheCauseBesideIt() {
        var large = new byte[1024 * 1024];
        new Random(1).nextBytes(large);
        var record = new ConsumerRecord<>("kyc.jobs", 3, 42, KEY, large);

        deadLetters.add(record, CAUSE);

        assertThat(letter().value()).isEqualTo(large);
        assertThat(letter().key()).isEqualTo(KEY);
        assertOrigin(letter());
    }

    @Test
    void ourOwnHeadersNeverComeFromTheRecord() {
        var record = new ConsumerRecord<>("kyc.jobs", 3, 42, KEY, VALUE);
        var forged = "0-0".getBytes(StandardCharsets.UTF_8);
        record.headers().add(EventHeaders.DEAD_LETTER_REDRIVEN, forged);
        record.headers().add(EventHeaders.DEAD_LETTER_TOPIC, forged);

        deadLetters.add(record, CAUSE);

        assertThat(letter().headers().lastHeader(EventHeaders.DEAD_LETTER_REDRIVEN)).isNull();
        assertThat(letter().headers().headers(EventHeaders.DEAD_LETTER_TOPIC)).hasSize(1);
        assertOrigin(letter());
    }

    private static void assertOrigin(ConsumerRecord<byte[], byte[]> letter) {
        assertThat(RecordHeaders.text(letter, EventHeaders.DEAD_LETTER_SERVICE))
                .contains("some-service");
        assertThat(RecordHeaders.text(letter, EventHeaders.DEAD_LETTER_TOPIC)).contains("kyc.jobs");
        assertThat(RecordHeaders.text(letter, EventHeaders.DEAD_LETTER_PARTITION)).contains("3");
        assertThat(RecordHeaders.text(letter, EventHeaders.DEAD_LETTER_OFFSET)).contains("42");
    }

    private ConsumerRecord<byte[], byte[]> letter() {
        return broker.read(Topics.DEAD_LETTERS, 1).getFirst();
    }
}
