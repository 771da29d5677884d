package dev.kycplatform.flow.check;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Optional;

/**
 * Phone numbers, however they are written: read as ones of the entity's country unless they name another.
 *
 * <pre>
 * the same number                                        exact
 * one is the end of the other, or one digit differs      partial
 * two neighbouring digits are swapped                    transposed
 * </pre>
 */
final class ComparePhones {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private ComparePhones() {}

    static CheckOutcome compare(Particulars registered, Particulars told, String country) {
        var one = registered.get(Particular.PHONE).flatMap(text -> international(text, country));
        var other = told.get(Particular.PHONE).flatMap(text -> international(text, country));
        return one.isEmpty() || other.isEmpty()
                ? CheckOutcome.NOT_PROVIDED
                : compare(one.get(), other.get());
    }

    private static CheckOutcome compare(String one, String other) {
        return switch (NUMBERS.isNumberMatch(one, other)) {
            case EXACT_MATCH, NSN_MATCH -> CheckOutcome.EXACT;
            case SHORT_NSN_MATCH -> CheckOutcome.PARTIAL;
            case NO_MATCH, NOT_A_NUMBER -> Digits.compare(one, other);
        };
    }

    /** What is no number says nothing. */
    private static Optional<String> international(String text, String country) {
        try {
            return Optional.of(
                    NUMBERS.format(
                            NUMBERS.parse(text, country), PhoneNumberUtil.PhoneNumberFormat.E164));
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }
}
