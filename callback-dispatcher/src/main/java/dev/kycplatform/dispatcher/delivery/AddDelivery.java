package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.dispatcher.delivery.Slots.Slot;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Stores a delivery that is owed, and begins its first attempt if there is room and its lane lets it. */
@Singleton
class AddDelivery {
    /**
     * While everything is quick, room is free in less; what waited for its turn among what is due instead would cost the
     * database half as much again.
     */
    private static final Duration PATIENCE = Duration.ofMillis(100);

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
     * @param content what is to be sent, if it was read already
     * @return whether it was not there before
     */
    boolean add(NewDelivery owed, Optional<SealedContent> content) {
        var slot =
                engine.isReady()
                        ? slots.take(owed.lane(), owed.bodySize(), Turn.NEW, PATIENCE)
                        : Optional.<Slot>empty();
        var addition = Addition.KNOWN;
        try {
            addition = add(owed, content, slot);
        } finally {
            if (addition != Addition.BEGUN) {
                slot.ifPresent(Slot::close);
            }
        }
        return addition != Addition.KNOWN;
    }

    /** If it is begun, the slot is the attempt's. */
    private Addition add(NewDelivery owed, Optional<SealedContent> content, Optional<Slot> slot) {
        var lease = slot.map(_ -> leases.create());
        var addition = deliveries.add(owed.under(lease));
        if (addition == Addition.BEGUN) {
            engine.begin(owed.leased(lease.orElseThrow()), content, slot.orElseThrow());
        }
        return addition;
    }
}
