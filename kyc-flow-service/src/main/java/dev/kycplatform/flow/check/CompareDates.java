package dev.kycplatform.flow.check;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Dates of birth, ISO 8601 on both sides.
 *
 * <pre>
 * the same                                             exact
 * day and month swapped, or two neighbouring digits    transposed
 * one digit differs                                    partial
 * </pre>
 */
final class CompareDates {
    private CompareDates() {}

    static CheckOutcome compare(Particulars registered, Particulars told) {
        var one = registered.get(Particular.BIRTHDATE).flatMap(CompareDates::date);
        var other = told.get(Particular.BIRTHDATE).flatMap(CompareDates::date);
        return one.isEmpty() || other.isEmpty()
                ? CheckOutcome.NOT_PROVIDED
                : compare(one.get(), other.get());
    }

    private static CheckOutcome compare(LocalDate one, LocalDate other) {
        var outcome =
                Digits.compare(
                        one.format(DateTimeFormatter.BASIC_ISO_DATE),
                        other.format(DateTimeFormatter.BASIC_ISO_DATE));
        var isSwapped =
                one.getYear() == other.getYear()
                        && one.getMonthValue() == other.getDayOfMonth()
                        && one.getDayOfMonth() == other.getMonthValue();
        return isSwapped && outcome != CheckOutcome.EXACT ? CheckOutcome.TRANSPOSED : outcome;
    }

    /** "Not Available" and the like say nothing. */
    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
