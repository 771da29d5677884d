package dev.kycplatform.flow.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The words of addresses in their shortest form: {@code Street} is {@code st} (the rows of {@code address-words.tsv}). */
final class AddressWords {
    private static final String RESOURCE = "address-words.tsv";
    private static final Map<String, String> WORDS = new HashMap<>();
    private static final Map<String, String> STATES = new HashMap<>();

    static {
        try (var stream = AddressWords.class.getResourceAsStream(RESOURCE);
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(stream, RESOURCE),
                                        StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(
                            cells ->
                                    (cells[0].equals("state") ? STATES : WORDS)
                                            .put(cells[1], cells[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AddressWords() {}

    static List<String> of(String text) {
        return Words.of(text).stream().map(word -> WORDS.getOrDefault(word, word)).toList();
    }

    /** A state of the United States by its two letters, in lower case; any other as it is. */
    static String state(String text) {
        var words = String.join(" ", Words.of(text));
        return STATES.getOrDefault(words, words);
    }
}
