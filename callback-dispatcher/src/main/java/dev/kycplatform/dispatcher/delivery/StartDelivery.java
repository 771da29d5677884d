package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.callback.CallbackAddress;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.dispatcher.delivery.Slots.Slot;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.dispatcher.endpoint.Lane;
import dev.kycplatform.eventlog.EventCodec;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Makes the delivery that a stored result owes, and begins its first attempt if there is room and its lane
 * is neither cut off nor disabled. Safe to repeat: a delivery is made once, whoever makes it.
 */
@Singleton
public class StartDelivery {
    private final StoredResults results;
    private final Deliveries deliveries;
    private final Slots slots;
    private final Leases leases;
    private final DeliveryEngine engine;
    private final EventCodec codec;
    private final Seal seal;

    StartDelivery(
            StoredResults results,
            Deliveries deliveries,
            Slots slots,
            Leases leases,
            DeliveryEngine engine,
            EventCodec codec,
            Keysets keysets) {
        this.results = results;
        this.deliveries = deliveries;
        this.slots = slots;
        this.leases = leases;
        this.engine = engine;
        this.codec = codec;
        this.seal = keysets.seal(Purpose.CALLBACK);
    }

    /**
     * Returns when the delivery is stored, or none is owed.
     *
     * @return whether it was not there before
     * @throws KycException RESULT_UNKNOWN or SEAL_BROKEN if the reference is made up; or as an outage does
     */
    public boolean start(ResultReference reference) {
        var result =
                results.find(reference)
                        .orElseThrow(
                                () ->
                                        new KycException(
                                                ErrorCode.RESULT_UNKNOWN,
                                                "no result is stored under this reference"));
        return result.sealedCallback()
                .filter(owed -> start(result, endpoint(reference, owed)))
                .isPresent();
    }

    private Endpoint endpoint(ResultReference reference, byte[] owed) {
        var binding = CallbackAddress.binding(reference.key(), reference.acceptedAt());
        return Endpoint.of(codec.decode(seal.open(owed, binding), CallbackAddress.class).url());
    }

    private boolean start(StoredResult result, Endpoint endpoint) {
        var slot =
                engine.isReady()
                        ? slots.tryTake(
                                new Lane(result.reference().key().partnerId(), endpoint),
                                result.size(),
                                Turn.NEW)
                        : Optional.<Slot>empty();
        var addition = Addition.KNOWN;
        try {
            addition = add(result, endpoint, slot);
        } finally {
            if (addition != Addition.BEGUN) {
                slot.ifPresent(Slot::close);
            }
        }
        return addition != Addition.KNOWN;
    }

    /** If it is begun, the slot is the attempt's. */
    private Addition add(StoredResult result, Endpoint endpoint, Optional<Slot> slot) {
        var lease = slot.map(_ -> leases.create());
        var delivery =
                new NewDelivery(
                        result.reference(),
                        WebhookId.ofJob(result.reference().key()),
                        endpoint,
                        result.size(),
                        result.traceParent(),
                        lease);
        var addition = deliveries.add(delivery);
        if (addition == Addition.BEGUN) {
            engine.begin(delivery.leased(lease.orElseThrow()), slot.orElseThrow());
        }
        return addition;
    }
}
