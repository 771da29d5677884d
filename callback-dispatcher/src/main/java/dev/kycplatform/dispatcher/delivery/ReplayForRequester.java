package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.command.ReplayDelivery;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.eventlog.EventCodec;
import jakarta.inject.Singleton;

/**
 * Sends again what a partner or an app asks for. A command is sealed to who asked, so nobody can ask in another's
 * name, and touches the requester's deliveries alone. Carried out once, however often it comes.
 */
@Singleton
public class ReplayForRequester {
    private final Repairs repairs;
    private final EventCodec codec;
    private final Seal seal;

    ReplayForRequester(Repairs repairs, EventCodec codec, Keysets keysets) {
        this.repairs = repairs;
        this.codec = codec;
        this.seal = keysets.seal(Purpose.COMMAND);
    }

    /** @throws KycException SEAL_BROKEN or UNREADABLE_RECORD if it is forged; or as an outage does */
    public void carryOut(ReplayDelivery command) {
        var wanted =
                codec.decode(
                                seal.open(command.sealedDeliveries(), command.binding()),
                                ReplayDelivery.Deliveries.class)
                        .deliveries();
        if (wanted.isEmpty() || wanted.size() > ReplayDelivery.MOST_DELIVERIES) {
            throw new KycException(
                    ErrorCode.UNREADABLE_RECORD, "names too many deliveries, or none");
        }
        repairs.carryOut(
                command.eventId(),
                new PartnerId(command.requester()),
                wanted.stream()
                        .map(
                                one ->
                                        new DeliveryKey(
                                                one.acceptedAt(),
                                                new WebhookId(one.webhookId()),
                                                new Endpoint(one.endpoint())))
                        .toList());
    }
}
