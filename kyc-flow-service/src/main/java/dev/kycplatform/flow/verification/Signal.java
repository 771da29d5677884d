package dev.kycplatform.flow.verification;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an authority may hint at beside its answer (decisions, Verdict). */
public enum Signal {
    FRAUD,
    REVIEW,
    DOCUMENTS_REQUIRED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Signal> ofWire(String wire) {
        return Stream.of(values())
                .filter(it -> it.wire().equals(wire.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
