package dev.kycplatform.dispatcher.delivery.messaging;

import dev.kycplatform.contracts.command.ReplayDelivery;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.dispatcher.delivery.ReplayForRequester;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.RecordHandling;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Sends again what a partner or an app asks for, each command once (by its ce_id, which is derived from it). One
 * that is forged does not open and is dead-lettered. Unordered: commands do not build on each other.
 */
@Singleton
class ReplayDeliveryConsumer {
    private final RecordHandling handling;
    private final EventCodec codec;
    private final ReplayForRequester replaying;

    ReplayDeliveryConsumer(
            RecordHandling handling, EventCodec codec, ReplayForRequester replaying) {
        this.handling = handling;
        this.codec = codec;
        this.replaying = replaying;
    }

    @Incoming("commands")
    @Blocking(value = "commands", ordered = false)
    @RunOnVirtualThread
    void on(ConsumerRecord<byte[], byte[]> record) {
        handling.handle(record, this::replay);
    }

    private void replay(ConsumerRecord<byte[], byte[]> record) {
        var value = record.value();
        if (value == null) {
            throw new KycException(ErrorCode.UNREADABLE_RECORD, "no command");
        }
        var command = codec.decode(value, ReplayDelivery.class);
        if (isAbsent(command.requester())
                || isAbsent(command.commandId())
                || isAbsent(command.sealedDeliveries())) {
            throw new KycException(ErrorCode.UNREADABLE_RECORD, "not a whole command");
        }
        replaying.carryOut(command);
    }

    /** JSON may lack what the record's type promises. */
    private static boolean isAbsent(@Nullable Object value) {
        return value == null;
    }
}
