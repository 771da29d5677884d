package dev.kycplatform.dispatcher.delivery;

import java.util.Arrays;
import java.util.Optional;

/** The states of a delivery by their names, for whoever looks for some. */
public enum StateName {
    PENDING("pending"),
    ATTEMPTING("attempting"),
    DELIVERED("delivered"),
    EXHAUSTED("exhausted"),
    GONE("gone"),
    HELD("held");

    private final String wire;

    StateName(String wire) {
        this.wire = wire;
    }

    /** As {@link DeliveryState#wire}. */
    public String wire() {
        return wire;
    }

    public static Optional<StateName> ofWire(String wire) {
        return Arrays.stream(values()).filter(state -> state.wire.equals(wire)).findFirst();
    }
}
