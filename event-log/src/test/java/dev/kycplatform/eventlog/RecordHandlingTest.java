package dev.kycplatform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RecordHandlingTest {
    private static final KycException OUTAGE =
            new KycException(ErrorCode.DATABASE_UNAVAILABLE, "planted");
    private static final KycException UNREADABLE =
            new KycException(ErrorCode.UNREADABLE_RECORD, "planted");

    private static final KycException KEY_UNKNOWN =
            new KycException(ErrorCode.SEAL_KEY_UNKNOWN, "planted");
    private static final Duration SHORT = Duration.ofMillis(1);

    private final ConsumerRecord<byte[], byte[]> record =
            new ConsumerRecord<>("kyc.jobs", 3, 42, new byte[0], new byte[0]);
    private final List<KycException> waits = new ArrayList<>();
    private final List<KycException> letters = new ArrayList<>();
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private final Deque<KycException> letterFailures = new ArrayDeque<>();
    private final RecordHandling handling =
            new RecordHandling(waits::add, this::bury, new MissingKeys(Duration.ofMinutes(1), 10));
    private int handled;

    @Test
    void aRecordIsHandledOnce() {
        handling.handle(record, this::handle);

        assertThat(handled).isEqualTo(1);
        assertThat(waits).isEmpty();
        assertThat(letters).isEmpty();
    }

    @Test
    void whatIsNeverWorthRepeatingIsDeadLetteredAtOnce() {
        failures.add(UNREADABLE);

        handling.handle(record, this::handle);

        assertThat(handled).isEqualTo(1);
        assertThat(letters).containsExactly(UNREADABLE);
        assertThat(waits).isEmpty();
    }

    @Test
    void anOutageIsWaitedOutAndTheRecordHandledAgain() {
        failures.addAll(List.of(OUTAGE, OUTAGE));

        handling.handle(record, this::handle);

        assertThat(handled).isEqualTo(3);
        assertThat(waits).containsExactly(OUTAGE, OUTAGE);
        assertThat(letters).isEmpty();
    }

    @Test
    void aDefectIsDeadLetteredAsInternalWithoutItsMessage() {
        failures.add(new IllegalStateException("about somebody"));

        handling.handle(record, this::handle);

        assertThat(letters)
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.code()).isEqualTo(ErrorCode.INTERNAL);
                            assertThat(letter.detail()).isEqualTo("IllegalStateException");
                        });
    }

    @Test
    void anOutageWhileDeadLetteringIsWaitedOutToo() {
        var outage = new KycException(ErrorCode.EVENT_LOG_UNAVAILABLE, "planted");
        failures.addAll(List.of(UNREADABLE, UNREADABLE));
        letterFailures.add(outage);

        handling.handle(record, this::handle);

        assertThat(waits).containsExactly(outage);
        assertThat(letters).containsExactly(UNREADABLE);
    }

    @Test
    void aStopLeavesTheRecordToRedelivery() {
        var stopping =
                new RecordHandling(
                        failure -> {
                            throw failure;
                        },
                        this::bury,
                        new MissingKeys(Duration.ofMinutes(1), 10));
        failures.add(OUTAGE);

        assertThatThrownBy(() -> stopping.handle(record, this::handle)).isSameAs(OUTAGE);
        assertThat(letters).isEmpty();
    }

    @Test
    void aRecordWhoseKeyComesInTimeIsHandled() {
        failures.add(KEY_UNKNOWN);

        handling.handle(record, this::handle);

        assertThat(handled).isEqualTo(2);
        assertThat(letters).isEmpty();
        assertThat(waits).isEmpty();
    }

    @Test
    void aRecordWhoseKeyDoesNotComeIsDeadLettered() {
        var impatient = new RecordHandling(waits::add, this::bury, new MissingKeys(SHORT, 10));
        failures.addAll(Collections.nCopies(100, KEY_UNKNOWN));

        impatient.handle(record, this::handle);

        assertThat(handled).isBetween(2, 99);
        assertThat(letters).containsExactly(KEY_UNKNOWN);
    }

    @Test
    void whereTooManyWaitForTheirKeysOneMoreIsDeadLetteredAtOnce() {
        var crowded =
                new RecordHandling(
                        waits::add, this::bury, new MissingKeys(Duration.ofMinutes(1), 0));
        failures.add(KEY_UNKNOWN);

        crowded.handle(record, this::handle);

        assertThat(handled).isEqualTo(1);
        assertThat(letters).containsExactly(KEY_UNKNOWN);
    }

    @Test
    void aPlaceToWaitInIsGivenBack() {
        var one =
                new RecordHandling(
                        waits::add, this::bury, new MissingKeys(Duration.ofMinutes(1), 1));

        for (int i = 0; i < 2; i++) {
            failures.add(KEY_UNKNOWN);
            one.handle(record, this::handle);
        }

        assertThat(handled).isEqualTo(4);
        assertThat(letters).isEmpty();
    }

    @Test
    void aStopWhileAKeyIsWaitedForLeavesTheRecordToRedelivery() {
        var keys = new MissingKeys(Duration.ofMinutes(1), 10);
        keys.stop(new ShutdownEvent());
        var stopping = new RecordHandling(waits::add, this::bury, keys);
        failures.add(KEY_UNKNOWN);

        assertThatThrownBy(() -> stopping.handle(record, this::handle)).isSameAs(KEY_UNKNOWN);
        assertThat(letters).isEmpty();
    }

    @Test
    void whileTheServiceStopsNoRecordIsToBlameForWhatIsGone() {
        handling.stop(new ShutdownEvent());
        failures.add(new IllegalStateException("EntityManagerFactory is closed"));

        assertThatThrownBy(() -> handling.handle(record, this::handle))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("EntityManagerFactory is closed");
        assertThat(letters).isEmpty();
    }

    private void handle(ConsumerRecord<byte[], byte[]> given) {
        assertThat(given).isSameAs(record);
        handled++;
        var failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }

    private void bury(ConsumerRecord<byte[], byte[]> given, KycException cause) {
        assertThat(given).isSameAs(record);
        var failure = letterFailures.poll();
        if (failure != null) {
            throw failure;
        }
        letters.add(cause);
    }
}
