package dev.kycplatform.flow.verification;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an operator decides about a verification that is held up. */
public enum Decision {
    PASS,
    FAIL,
    ASK_FOR_DOCUMENTS;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Decision> ofWire(String wire) {
        return Stream.of(values()).filter(it -> it.wire().equals(wire)).findFirst();
    }
}
