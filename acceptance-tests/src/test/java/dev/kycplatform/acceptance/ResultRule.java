package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One line of {@code results.tsv}.
 *
 * @param words the rule as a sentence
 * @param partner whose job it is
 * @param members what the request has beside the usual; {@code params} before it: in partner_params
 * @param says what the result says, separated by semicolons
 */
record ResultRule(
        String words,
        String partner,
        String country,
        String idType,
        String idNumber,
        String members,
        String code,
        String says) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOTHING = "-";
    private static final String PARAMS = "params ";
    private static final String NOT_AVAILABLE = "Not Available";

    static List<ResultRule> all() {
        return lines("results.tsv").map(ResultRule::of).toList();
    }

    /** The lines of a table, cell by cell. */
    static Stream<List<String>> lines(String table) {
        try (InputStream in = ResultRule.class.getResourceAsStream("/conformance/" + table)) {
            var text =
                    new String(
                            Objects.requireNonNull(in, table).readAllBytes(),
                            StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ResultRule of(List<String> cells) {
        if (cells.size() != 8) {
            throw new IllegalArgumentException("not 8 columns: " + cells);
        }
        return new ResultRule(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                cells.get(3),
                cells.get(4),
                cells.get(5),
                cells.get(6),
                cells.get(7));
    }

    /** The request with this rule's members. */
    ObjectNode addedTo(ObjectNode request) {
        if (!members.equals(NOTHING)) {
            var target =
                    members.startsWith(PARAMS)
                            ? (ObjectNode) request.get("partner_params")
                            : request;
            target.setAll(read("{" + members.replaceFirst("^" + PARAMS, "") + "}"));
        }
        return request;
    }

    void assertSaid(JsonNode result) {
        if (!says.equals(NOTHING)) {
            Stream.of(says.split(" ; ")).forEach(one -> assertSaid(one, result));
        }
    }

    private static void assertSaid(String one, JsonNode result) {
        var key = one.split(" ")[0];
        var said = result.at("/" + key.replace('.', '/'));
        var expected = one.substring(key.length() + 1);
        if (expected.equals("absent")) {
            assertThat(said.isMissingNode()).as(one).isTrue();
        } else if (expected.equals("given")) {
            assertThat(said.asText()).as(one).isNotEmpty().isNotEqualTo(NOT_AVAILABLE);
        } else if (expected.startsWith("= ")) {
            assertThat(said.asText()).as(one).isEqualTo(expected.substring("= ".length()));
        } else if (expected.startsWith("~ ")) {
            assertThat(said.asText()).as(one).matches(expected.substring("~ ".length()));
        } else if (expected.startsWith("is not ")) {
            assertThat(said.asText()).as(one).isNotEqualTo(expected.substring("is not ".length()));
        } else {
            throw new IllegalArgumentException("no such saying: " + one);
        }
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
