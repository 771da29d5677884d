package dev.kycplatform.contracts.job;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose jobs an ID type is for. */
public enum Audience {
    /** Every partner's: it is listed, and the sandbox takes its test numbers only. */
    PARTNERS,

    /**
     * Flows' alone (decisions, "Identities"): it is not listed, partners do not have it, and the sandbox takes any
     * well-formed number, for the register itself answers to triggers.
     */
    FLOWS;

    /** The name in data files: lower case. */
    public String dataName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Audience> ofDataName(String name) {
        return Stream.of(values()).filter(audience -> audience.dataName().equals(name)).findFirst();
    }

    /** Whether this asker has ID types of this audience at all. */
    public boolean includes(PartnerId asker) {
        return this == PARTNERS || asker.isApp();
    }
}
