package dev.kycplatform.dispatcher.delivery.messaging;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.flow.VerificationTrigger;
import dev.kycplatform.dispatcher.delivery.StartWebhooks;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.RecordHandling;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Starts the deliveries of every webhook that a verification's transition owes. The record is a trigger and
 * decides nothing: what is owed and where is read from the flow service's view. Unordered, so safe only because
 * a delivery is made once per (accepted_at, webhook_id, endpoint).
 */
@Singleton
class VerificationChangedConsumer {
    private final RecordHandling handling;
    private final EventCodec codec;
    private final StartWebhooks starting;

    VerificationChangedConsumer(RecordHandling handling, EventCodec codec, StartWebhooks starting) {
        this.handling = handling;
        this.codec = codec;
        this.starting = starting;
    }

    @Incoming("verification-changed")
    @Blocking(value = "verification-changed", ordered = false)
    @RunOnVirtualThread
    void on(ConsumerRecord<byte[], byte[]> record) {
        handling.handle(record, this::start);
    }

    private void start(ConsumerRecord<byte[], byte[]> record) {
        var value = record.value();
        if (value == null) {
            throw new KycException(ErrorCode.UNREADABLE_RECORD, "no transition");
        }
        var trigger = codec.decode(value, VerificationTrigger.class);
        if (isAbsent(trigger.appHandle())
                || isAbsent(trigger.verificationId())
                || isAbsent(trigger.changedAt())) {
            throw new KycException(ErrorCode.UNREADABLE_RECORD, "names no transition");
        }
        starting.start(trigger);
    }

    /** JSON may lack what the record's type promises. */
    private static boolean isAbsent(@Nullable Object value) {
        return value == null;
    }
}
