package dev.kycplatform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.EventHeaders;
import java.nio.charset.StandardCharsets;
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
    private final DeadLetters deadLetters = new DeadLetters(publisher, broker.names());

    @BeforeEach
    void makeTopic() throws Exception {
        broker.make(Topics.DEAD_LETTERS, 1);
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
        assertThat(RecordHeaders.text(letter, EventHeaders.DEAD_LETTER_ORIGIN))
                .contains("kyc.jobs-3-42");
    }

    @Test
    void aRecordKeptElsewhereNamesThatPlace() {
        deadLetters.add(KEY, VALUE, "worker.parked_job", CAUSE);

        assertThat(letter().value()).isEqualTo(VALUE);
        assertThat(RecordHeaders.text(letter(), EventHeaders.DEAD_LETTER_ORIGIN))
                .contains("worker.parked_job");
    }

    @Test
    void aRecordTooLargeForALetterIsKeptByItsOrigin() {
        // As large as a producer may send: the cause no longer fits beside it.
        var record = new ConsumerRecord<>("kyc.jobs", 3, 42, KEY, new byte[1024 * 1024]);

        deadLetters.add(record, CAUSE);

        var letter = letter();
        assertThat(letter.value()).isNull();
        assertThat(RecordHeaders.text(letter, EventHeaders.DEAD_LETTER_CODE))
                .contains("UNREADABLE_RECORD");
        assertThat(RecordHeaders.text(letter, EventHeaders.DEAD_LETTER_DETAIL))
                .contains("not a JobRequested (not kept here: the record is too large)");
        assertThat(RecordHeaders.text(letter, EventHeaders.DEAD_LETTER_ORIGIN))
                .contains("kyc.jobs-3-42");
    }

    private ConsumerRecord<byte[], byte[]> letter() {
        return broker.read(Topics.DEAD_LETTERS, 1).getFirst();
    }
}
