package dev.kycplatform.contracts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as text in microseconds since 1970, which is as exactly as PostgreSQL keeps them: for references, page ends and bindings. */
public final class EpochMicros {
    /** The last with a year of four digits, as {@link Rfc3339} has it. */
    private static final long LAST =
            ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59.999999Z"));

    private EpochMicros() {}

    /** What is finer than a microsecond is left out. */
    public static String of(Instant time) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    /** @throws IllegalArgumentException unless it is a time from 1970 to 9999: nothing here was accepted at another */
    public static Instant parse(String text) {
        var micros = Long.parseLong(text);
        if (micros < 0 || micros > LAST) {
            throw new IllegalArgumentException("no time from 1970 to 9999");
        }
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
