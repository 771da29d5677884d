package dev.kycplatform.flow.verification.messaging;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.JobCompleted;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.RecordHandling;
import dev.kycplatform.flow.verification.ApplyResult;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Takes every completed job of an app to its verification. The record is a trigger and decides nothing: the
 * answer is read from the stored result. Unordered, so safe only because a try of a lookup has one answer, by
 * its (verification, lookup, try), and verifications are locked.
 */
@Singleton
class JobCompletedConsumer {
    private final RecordHandling handling;
    private final EventCodec codec;
    private final ApplyResult applyResult;

    JobCompletedConsumer(RecordHandling handling, EventCodec codec, ApplyResult applyResult) {
        this.handling = handling;
        this.codec = codec;
        this.applyResult = applyResult;
    }

    @Incoming("job-completed")
    @Blocking(value = "job-completed", ordered = false)
    @RunOnVirtualThread
    void on(ConsumerRecord<byte[], byte[]> record) {
        handling.handle(record, this::apply);
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        applyResult.apply(reference(record));
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
