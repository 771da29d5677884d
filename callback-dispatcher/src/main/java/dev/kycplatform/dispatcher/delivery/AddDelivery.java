package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.dispatcher.delivery.Slots.Slot;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Stores a delivery that is owed, and begins its first attempt if there is room and its lane lets it. */
@Singleton
class AddDelivery {
    private final Deliveries deliveries;
    private final Slots slots;
    private final Leases leases;
    private final DeliveryEngine engine;

    AddDelivery(Deliveries deliveries, Slots slots, Leases leases, DeliveryEngine engine) {
        this.deliveries = deliveries;
        this.slots = slots;
        this.leases = leases;
        this.engine = engine;
    }

    /**
     * Returns when it is stored. Throws KycException as an outage does.
     *
     * @param owed without a lease
     * @return whether it was not there before
     */
    boolean add(NewDelivery owed) {
        var slot =
                engine.isReady()
                        ? slots.tryTake(owed.lane(), owed.bodySize(), Turn.NEW)
                        : Optional.<Slot>empty();
        var addition = Addition.KNOWN;
        try {
            addition = add(owed, slot);
        } finally {
            if (addition != Addition.BEGUN) {
                slot.ifPresent(Slot::close);
            }
        }
        return addition != Addition.KNOWN;
    }

    /** If it is begun, the slot is the attempt's. */
    private Addition add(NewDelivery owed, Optional<Slot> slot) {
        var lease = slot.map(_ -> leases.create());
        var addition = deliveries.add(owed.under(lease));
        if (addition == Addition.BEGUN) {
            engine.begin(owed.leased(lease.orElseThrow()), slot.orElseThrow());
        }
        return addition;
    }
}
