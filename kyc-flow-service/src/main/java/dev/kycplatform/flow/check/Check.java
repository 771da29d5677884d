package dev.kycplatform.flow.check;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A field check that a flow can make, in the order in which the wire lists them: by name. */
public enum Check {
    ADDRESS,
    BIRTHDATE,
    EMAIL,
    IDENTITY,
    NAME,
    PHONE;

    /** In {@code checks_requested}, {@code checks_performed} and the list of what is missing. Never renamed. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Check> ofWire(String wire) {
        return Stream.of(values()).filter(check -> check.wire().equals(wire)).findFirst();
    }
}
