package dev.kycplatform.intake.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One line of a table of rules, for one endpoint.
 *
 * @param words the rule as a sentence
 * @param change what is done to a good request ({@link RequestDraft})
 * @param code the wire's code, empty where the request is accepted
 * @param text the wire's text
 */
record Rule(String words, Endpoint endpoint, String change, int status, String code, String text) {
    private static final int COLUMNS = 6;

    /** Every line of the table, once for each endpoint it speaks of. */
    static List<Rule> in(String table) {
        try (var stream = Rule.class.getResourceAsStream("/conformance/" + table);
                var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(stream, table),
                                        StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(Rule::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Rule> of(String line) {
        var cells = Stream.of(line.split("\t+")).map(String::strip).toList();
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException("not " + COLUMNS + " columns: " + line);
        }
        return Endpoint.named(cells.get(1)).stream()
                .map(
                        endpoint ->
                                new Rule(
                                        cells.getFirst(),
                                        endpoint,
                                        cells.get(2),
                                        Integer.parseInt(cells.get(3)),
                                        cells.get(4),
                                        cells.get(5)));
    }

    @Override
    public String toString() {
        return words + " (" + endpoint + ")";
    }
}
