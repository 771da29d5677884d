package dev.kycplatform.flow.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Postal addresses. An authority tells one in parts or as one text; the street is compared by its words in
 * their shortest form, a ZIP code by its first five digits.
 *
 * <pre>
 * street, city, state and postal code are the same, as far as they are told       exact
 * the same street elsewhere, or the same house in a street that is alike          partial
 * </pre>
 */
final class CompareAddresses {
    private static final double ALIKE = 0.9;

    /** Of the words of a registered address, how many another text must have to be about the same place. */
    private static final double MOST_WORDS = 0.6;

    private CompareAddresses() {}

    static CheckOutcome compare(Particulars registered, Particulars told) {
        var street = registered.get(Particular.STREET_ADDRESS_1);
        var toldStreet = told.get(Particular.STREET_ADDRESS_1);
        if (street.isEmpty() || toldStreet.isEmpty() || isNone(toldStreet.get())) {
            return CheckOutcome.NOT_PROVIDED;
        }
        return Stream.of(Particular.CITY, Particular.POSTAL_CODE, Particular.STATE)
                        .anyMatch(told::has)
                ? inParts(registered, told)
                : asText(registered, AddressWords.of(toldStreet.get()));
    }

    private static boolean isNone(String text) {
        return text.equalsIgnoreCase("Not Available");
    }

    private static CheckOutcome inParts(Particulars registered, Particulars told) {
        var street = street(registered);
        var toldStreet = street(told);
        var isSamePlace =
                isSame(registered, told, Particular.CITY)
                        && isSame(registered, told, Particular.STATE)
                        && isSame(registered, told, Particular.POSTAL_CODE);
        if (street.equals(toldStreet)) {
            return isSamePlace ? CheckOutcome.EXACT : CheckOutcome.PARTIAL;
        }
        var isNear =
                isSame(registered, told, Particular.CITY)
                        || isSame(registered, told, Particular.POSTAL_CODE);
        var isSameHouse =
                number(street).isPresent()
                        && number(street).equals(number(toldStreet))
                        && Words.similarity(String.join(" ", street), String.join(" ", toldStreet))
                                >= ALIKE;
        return isNear && isSameHouse ? CheckOutcome.PARTIAL : CheckOutcome.NO_MATCH;
    }

    private static CheckOutcome asText(Particulars registered, List<String> told) {
        var street = street(registered);
        var place = new ArrayList<String>();
        registered.get(Particular.CITY).ifPresent(city -> place.addAll(AddressWords.of(city)));
        if (told.containsAll(street) && told.containsAll(place)) {
            return CheckOutcome.EXACT;
        }
        var all = Stream.concat(street.stream(), place.stream()).toList();
        var common = all.stream().filter(told::contains).count();
        var isSameHouse = number(street).map(told::contains).orElse(true);
        return isSameHouse && common >= MOST_WORDS * all.size()
                ? CheckOutcome.PARTIAL
                : CheckOutcome.NO_MATCH;
    }

    private static List<String> street(Particulars of) {
        return of.joined(Particular.STREET_ADDRESS_1, Particular.STREET_ADDRESS_2)
                .map(AddressWords::of)
                .orElse(List.of());
    }

    private static Optional<String> number(List<String> street) {
        return street.stream().filter(word -> Character.isDigit(word.charAt(0))).findFirst();
    }

    /** What one side does not say contradicts nothing. */
    private static boolean isSame(Particulars one, Particulars other, Particular particular) {
        var said = one.get(particular).map(value -> normalised(particular, value));
        var told = other.get(particular).map(value -> normalised(particular, value));
        return said.isEmpty() || told.isEmpty() || said.equals(told);
    }

    private static String normalised(Particular particular, String value) {
        if (particular == Particular.STATE) {
            return AddressWords.state(value);
        }
        var text = String.join("", AddressWords.of(value));
        return particular == Particular.POSTAL_CODE && text.matches("[0-9]{9}")
                ? text.substring(0, 5)
                : text;
    }
}
