package dev.kycplatform.contracts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Reads times as partners and operators write them (RFC 3339, section 5.6). */
public final class Rfc3339 {
    private static final int LAST_YEAR = 9999;

    private Rfc3339() {}

    /**
     * @param text date, time and offset; the year has four digits, as the RFC has it: what PostgreSQL stores reaches beyond that, what Java
     *     reads reaches much further
     * @throws DateTimeParseException unless it is such a time
     */
    public static Instant instant(String text) {
        var time = OffsetDateTime.parse(text);
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
            throw new DateTimeParseException("the year has not four digits", text, 0);
        }
        return time.toInstant();
    }
}
