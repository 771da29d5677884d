package dev.kycplatform.worker.lookup.messaging;

import dev.kycplatform.contracts.event.EventHeaders;
import dev.kycplatform.eventlog.RecordHandling;
import dev.kycplatform.eventlog.RecordHeaders;
import dev.kycplatform.eventlog.messaging.RecordsInHand;
import dev.kycplatform.worker.WorkerConfig;
import dev.kycplatform.worker.lookup.AnswerJob;
import dev.kycplatform.worker.lookup.JobReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Answers every accepted job. Those that somebody waits for come on a channel of their own, with platform threads
 * of its own: virtual ones would take turns with thousands of the others', each time they have waited for something.
 * How a job is treated says the job itself, whichever way it came. Unordered, so safe only because answering is idempotent by job and
 * records of one job are joined.
 */
@ApplicationScoped
class JobRequestedConsumer {
    private static final byte[] NOTHING = {};

    private final RecordHandling handling;
    private final JobReader reader;
    private final AnswerJob answerJob;
    private final int mostRecords;
    private final int mostAwaitedRecords;

    JobRequestedConsumer(
            RecordHandling handling, JobReader reader, AnswerJob answerJob, WorkerConfig config) {
        this.handling = handling;
        this.reader = reader;
        this.answerJob = answerJob;
        this.mostRecords = config.mostRecords();
        this.mostAwaitedRecords = config.mostAwaitedRecords();
    }

    @Incoming("jobs")
    Flow.Subscriber<Message<byte[]>> jobs() {
        return new RecordsInHand(
                "jobs", mostRecords, record -> handling.handle(record, this::answer));
    }

    @Incoming("jobs-sync")
    Flow.Subscriber<Message<byte[]>> awaitedJobs() {
        var threads =
                Executors.newCachedThreadPool(
                        Thread.ofPlatform().daemon().name("jobs-sync-", 0).factory());
        return new RecordsInHand(
                "jobs-sync",
                mostAwaitedRecords,
                record -> handling.handle(record, this::answer),
                threads);
    }

    private void answer(ConsumerRecord<byte[], byte[]> record) {
        var value = record.value() == null ? NOTHING : record.value();
        var traceParent = RecordHeaders.text(record, EventHeaders.TRACE_PARENT).orElse(null);
        var publishedAt = Instant.ofEpochMilli(record.timestamp());
        answerJob.answer(reader.read(value, traceParent).publishedAt(publishedAt));
    }
}
