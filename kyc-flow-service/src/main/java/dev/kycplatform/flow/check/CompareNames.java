package dev.kycplatform.flow.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Names of people and of companies.
 *
 * <pre>
 * a person   every registered word is told, whatever else is (middle names)    exact
 *            first and last name told the other way round                      transposed
 *            each word of the shorter name has one that is like it             partial
 * a company  the same but for its legal form                                   exact
 *            alike, or one a part of the other                                 partial
 * </pre>
 */
final class CompareNames {
    /** Two spellings of one word: JON and JOHN (0.93), but not ADA and ANA (0.80). */
    private static final double ALIKE = 0.88;

    /** Of whole company names, whose beginnings are often the same. */
    private static final double COMPANIES_ALIKE = 0.92;

    private static final Set<String> NO_NAMES =
            Set.of("mr", "mrs", "ms", "miss", "dr", "jr", "sr", "ii", "iii", "iv");

    private static final Set<String> LEGAL_FORMS =
            Set.of(
                    "inc",
                    "incorporated",
                    "llc",
                    "ltd",
                    "limited",
                    "corp",
                    "corporation",
                    "co",
                    "company",
                    "plc",
                    "lp",
                    "llp",
                    "gmbh",
                    "sa",
                    "the");

    private CompareNames() {}

    static CheckOutcome compare(Particulars registered, Particulars told) {
        return registered.has(Particular.ENTITY_NAME) && !registered.has(Particular.LAST_NAME)
                ? company(registered, told)
                : person(registered, told);
    }

    private static CheckOutcome person(Particulars registered, Particulars told) {
        var toldName =
                told.joined(Particular.FIRST_NAME, Particular.LAST_NAME)
                        .or(() -> told.get(Particular.FULL_NAME));
        var name = registered.joined(Particular.FIRST_NAME, Particular.LAST_NAME);
        if (toldName.isEmpty() || name.isEmpty()) {
            return CheckOutcome.NOT_PROVIDED;
        }
        if (isSwapped(registered, told)) {
            return CheckOutcome.TRANSPOSED;
        }
        return words(names(name.get()), names(toldName.get()));
    }

    private static boolean isSwapped(Particulars registered, Particulars told) {
        var first = words(registered, Particular.FIRST_NAME);
        var last = words(registered, Particular.LAST_NAME);
        return !first.isEmpty()
                && !first.equals(last)
                && first.equals(words(told, Particular.LAST_NAME))
                && last.equals(words(told, Particular.FIRST_NAME));
    }

    private static Optional<List<String>> words(Particulars of, Particular particular) {
        return of.get(particular).map(CompareNames::names);
    }

    private static List<String> names(String text) {
        var words = Words.of(text);
        var names = words.stream().filter(word -> !NO_NAMES.contains(word)).toList();
        return names.isEmpty() ? words : names;
    }

    private static CheckOutcome words(List<String> registered, List<String> told) {
        if (containsAll(told, registered)) {
            return CheckOutcome.EXACT;
        }
        var isShorter = registered.size() <= told.size();
        return eachHasOneLikeIt(isShorter ? registered : told, isShorter ? told : registered)
                ? CheckOutcome.PARTIAL
                : CheckOutcome.NO_MATCH;
    }

    /** Each as often as it stands there. */
    private static boolean containsAll(List<String> all, List<String> some) {
        var left = new ArrayList<>(all);
        return some.stream().allMatch(left::remove) && !some.isEmpty();
    }

    private static boolean eachHasOneLikeIt(List<String> few, List<String> many) {
        var left = new ArrayList<>(many);
        for (var word : few) {
            var like = left.stream().filter(other -> isLike(word, other)).findFirst();
            if (like.isEmpty()) {
                return false;
            }
            left.remove(like.get());
        }
        return !few.isEmpty();
    }

    /** An initial is like every name that begins with it. */
    private static boolean isLike(String one, String other) {
        if (one.length() == 1 || other.length() == 1) {
            return one.charAt(0) == other.charAt(0);
        }
        return Words.similarity(one, other) >= ALIKE;
    }

    private static CheckOutcome company(Particulars registered, Particulars told) {
        var toldName = told.get(Particular.ENTITY_NAME).or(() -> told.get(Particular.FULL_NAME));
        var name = registered.get(Particular.ENTITY_NAME);
        if (toldName.isEmpty() || name.isEmpty()) {
            return CheckOutcome.NOT_PROVIDED;
        }
        var one = companyWords(name.get());
        var other = companyWords(toldName.get());
        if (one.equals(other)) {
            return CheckOutcome.EXACT;
        }
        var isPart = containsAll(one, other) || containsAll(other, one);
        return isPart
                        || Words.similarity(String.join(" ", one), String.join(" ", other))
                                >= COMPANIES_ALIKE
                ? CheckOutcome.PARTIAL
                : CheckOutcome.NO_MATCH;
    }

    private static List<String> companyWords(String text) {
        var words = Words.of(text);
        var kept = words.stream().filter(word -> !LEGAL_FORMS.contains(word)).toList();
        return kept.isEmpty() ? words : kept;
    }
}
