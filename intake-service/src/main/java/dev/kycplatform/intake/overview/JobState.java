package dev.kycplatform.intake.overview;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far an accepted job is. */
public enum JobState {
    /** It has its result. */
    ANSWERED,
    /** It waits for its authority. */
    PARKED,
    /** Its publish failed or nobody knows; nobody was told that it is accepted. */
    UNCONFIRMED,
    /** Under way, or lost. */
    UNANSWERED;

    /** As operators read and write it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<JobState> ofWire(String wire) {
        return Arrays.stream(values()).filter(state -> state.wire().equals(wire)).findFirst();
    }
}
