package dev.kycplatform.flow.verification;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A transition, as the history keeps it.
 *
 * @param after the verification it led to
 * @param by the operator, if one decided
 * @param reason of the operator's: the app is not told why somebody passed, and so only the history has it
 */
public record Step(Verification after, Cause cause, Optional<String> by, Optional<String> reason) {
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
        return new Step(after, cause, Optional.empty(), Optional.empty());
    }

    static Step decided(Verification after, String by, String reason) {
        return new Step(after, Cause.DECIDED, Optional.of(by), Optional.of(reason));
    }

    /** Why it is so. */
    public List<String> reasons() {
        return Stream.concat(after.reasons().stream(), reason.stream()).distinct().toList();
    }
}
