package dev.kycplatform.dispatcher.delivery;

import java.util.Optional;

/** What operators want to know of a lane when it happens. */
public enum LaneChange {
    /** Its circuit has opened: but for probes, nothing is attempted. */
    CUT_OFF,
    /** Its circuit has closed: everything flows again. */
    RESTORED,
    /** It has only failed for too long: its deliveries are held. */
    DISABLED,
    /** It is no longer disabled: what is held is let go. */
    ENABLED;

    /** Stands in events and metrics. Never renamed. */
    public String wire() {
        return switch (this) {
            case CUT_OFF -> "cut_off";
            case RESTORED -> "restored";
            case DISABLED -> "disabled";
            case ENABLED -> "enabled";
        };
    }

    public static Optional<LaneChange> between(LaneState before, LaneState after) {
        if (!before.isDisabled() && after.isDisabled()) {
            return Optional.of(DISABLED);
        }
        if (before.isDisabled() && !after.isDisabled()) {
            return Optional.of(ENABLED);
        }
        if (before.isOpen() == after.isOpen()) {
            return Optional.empty();
        }
        return Optional.of(after.isOpen() ? CUT_OFF : RESTORED);
    }
}
