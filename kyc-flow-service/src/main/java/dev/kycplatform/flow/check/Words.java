package dev.kycplatform.flow.check;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Text as it is compared: words without case, accents and punctuation. */
final class Words {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** Written inside a word: O'Neil is ONeil. */
    private static final Pattern APOSTROPHES = Pattern.compile("['’‘`´.]");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

    private Words() {}

    static List<String> of(String text) {
        var plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT)
                        .replace("ß", "ss")
                        .replace("ø", "o")
                        .replace("ł", "l")
                        .replace("æ", "ae");
        var joined = APOSTROPHES.matcher(plain).replaceAll("");
        return Stream.of(BETWEEN_WORDS.split(joined)).filter(word -> !word.isEmpty()).toList();
    }

    /** 0 to 1, 1 being the same (Jaro-Winkler: beginnings weigh more, for that is where people mistype least). */
    static double similarity(String one, String other) {
        return SIMILARITY.apply(one, other);
    }
}
