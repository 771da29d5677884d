package dev.kycplatform.dispatcher.delivery;

import java.util.EnumSet;
import java.util.Set;

/** What may be done to a delivery by hand, and in which states. */
public enum Repair {
    /** What waits for its next attempt gets it now. */
    ATTEMPT("attempt", EnumSet.of(StateName.PENDING)),
    /** What is over is sent again, now and under the same webhook-id; its schedule begins anew. */
    REPLAY("replay", EnumSet.of(StateName.DELIVERED, StateName.EXHAUSTED, StateName.GONE)),
    /** What waits is kept until it is released, whatever becomes of its endpoint. */
    HOLD("hold", EnumSet.of(StateName.PENDING)),
    /** What is held is due now; if its endpoint is disabled, it is held again. */
    RELEASE("release", EnumSet.of(StateName.HELD));

    private final String wire;
    private final Set<StateName> from;

    Repair(String wire, Set<StateName> from) {
        this.wire = wire;
        this.from = from;
    }

    /** Stands in paths and in the audit. Never renamed. */
    public String wire() {
        return wire;
    }

    /** The states in which it can be done. */
    public Set<StateName> from() {
        return Set.copyOf(from);
    }
}
