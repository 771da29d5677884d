package dev.kycplatform.flow.flow;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a flow may rule on something that an authority's answer shows. */
public enum Ruling {
    PASSED,
    DOCUMENTS_REQUIRED,
    REVIEW,
    FAILED;

    /** In {@code /admin/flows}. Never renamed. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Ruling> ofWire(String wire) {
        return Stream.of(values()).filter(ruling -> ruling.wire().equals(wire)).findFirst();
    }
}
