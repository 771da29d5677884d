package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.event.EventHeaders;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.job.JobKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record's envelope. */
public final class RecordHeaders {
    private static final Set<String> JOBS =
            Set.of(EventType.JOB_REQUESTED.wire(), EventType.JOB_COMPLETED.wire());

    private RecordHeaders() {}

    /** The last header of that name, as text. */
    public static Optional<String> text(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** The job that the record says it is about; empty if it is about something else, or says nothing readable. */
    static Optional<JobKey> job(ConsumerRecord<byte[], byte[]> record) {
        return text(record, EventHeaders.TYPE)
                .filter(JOBS::contains)
                .flatMap(_ -> text(record, EventHeaders.SUBJECT))
                .flatMap(RecordHeaders::job);
    }

    private static Optional<JobKey> job(String subject) {
        var slash = subject.indexOf('/');
        try {
            return slash < 0
                    ? Optional.empty()
                    : Optional.of(
                            JobKey.of(subject.substring(0, slash), subject.substring(slash + 1)));
        } catch (IllegalArgumentException _) {
            // The handler says what is wrong with the record.
            return Optional.empty();
        }
    }
}
