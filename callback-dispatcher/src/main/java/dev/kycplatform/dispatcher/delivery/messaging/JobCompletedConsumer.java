package dev.kycplatform.dispatcher.delivery.messaging;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.JobCompleted;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.dispatcher.delivery.StartDelivery;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.RecordHandling;
import dev.kycplatform.eventlog.messaging.RecordsInHand;
import jakarta.inject.Singleton;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/**
 * Starts the delivery of every completed job that owes one. The record is a trigger and decides nothing:
 * whether and where to send is read from the stored result. Unordered, so safe only because a delivery
 * is made once per (accepted_at, webhook_id, endpoint).
 */
@Singleton
class JobCompletedConsumer {
    private static final int MOST_RECORDS = 1024;

    private final RecordHandling handling;
    private final EventCodec codec;
    private final StartDelivery starting;

    JobCompletedConsumer(RecordHandling handling, EventCodec codec, StartDelivery starting) {
        this.handling = handling;
        this.codec = codec;
        this.starting = starting;
    }

    @Incoming("job-completed")
    Flow.Subscriber<Message<byte[]>> jobs() {
        return new RecordsInHand(
                "job-completed", MOST_RECORDS, record -> handling.handle(record, this::start));
    }

    private void start(ConsumerRecord<byte[], byte[]> record) {
        starting.start(reference(record));
    }

    /** By the reference alone: what else the record says is for downstream systems. */
    private ResultReference reference(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw unreadable(null);
        }
        var word = codec.decode(record.value(), JobCompleted.class).resultReference();
        if (word == null) {
            throw unreadable(null);
        }
        try {
            return ResultReference.parse(word);
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static KycException unreadable(@Nullable IllegalArgumentException cause) {
        return new KycException(ErrorCode.UNREADABLE_RECORD, "not a reference to a result", cause);
    }
}
