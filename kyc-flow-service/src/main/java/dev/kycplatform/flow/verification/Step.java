package dev.kycplatform.flow.verification;

import java.util.Locale;
import java.util.Optional;

/**
 * A transition, as the history keeps it.
 *
 * @param after the verification it led to
 * @param by the operator, if one decided
 */
public record Step(Verification after, Cause cause, Optional<String> by) {
    /** What brought it about. */
    public enum Cause {
        REQUESTED,
        ANSWERED,
        RESUMED,
        DOCUMENT_UPLOADED,
        TIME,
        DECIDED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Step of(Verification after, Cause cause) {
        return new Step(after, cause, Optional.empty());
    }
}
