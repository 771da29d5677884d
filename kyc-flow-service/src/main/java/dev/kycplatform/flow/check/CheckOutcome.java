package dev.kycplatform.flow.check;

import java.util.Locale;

/** What a field check came to. */
public enum CheckOutcome {
    /** The same, in whatever form each side writes it. */
    EXACT,
    /** Recognisably meant to be the same: a part is missing, or something was mistyped. */
    PARTIAL,
    /** The same parts in another order: first and last name, day and month, neighbouring digits. */
    TRANSPOSED,
    /** Something else. */
    NO_MATCH,
    /** The authority does not say. */
    NOT_PROVIDED;

    /** In data files and tables. Never renamed. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
