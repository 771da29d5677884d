package dev.kycplatform.worker.authority;

import dev.kycplatform.contracts.job.PersonalField;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The mappings of all authorities: the rows of {@code answer-mappings.tsv}. */
@ApplicationScoped
class AnswerMappings {
    private static final String RESOURCE = "answer-mappings.tsv";
    private static final int COLUMNS = 4;
    private static final String ALL_OTHERS = "*";

    private final Map<String, AnswerMapping> byAuthority;

    @Inject
    AnswerMappings() {
        this(lines());
    }

    /** @throws IllegalStateException naming the line, if a row is malformed */
    AnswerMappings(List<String> lines) {
        var fields = new HashMap<String, List<AnswerMapping.Field>>();
        for (int number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            if (!line.isBlank() && !line.startsWith("#")) {
                var cells = line.split("\t", -1);
                if (cells.length != COLUMNS) {
                    throw broken(number, "expected " + COLUMNS + " tab-separated cells");
                }
                fields.computeIfAbsent(cells[0], _ -> new ArrayList<>()).add(field(cells, number));
            }
        }
        byAuthority = new HashMap<>();
        fields.forEach(
                (authority, mapped) ->
                        byAuthority.put(authority, new AnswerMapping(List.copyOf(mapped))));
    }

    /** The authority's own mapping; of one that has none, the one all others share. */
    Optional<AnswerMapping> of(String authority) {
        return Optional.ofNullable(byAuthority.get(authority))
                .or(() -> Optional.ofNullable(byAuthority.get(ALL_OTHERS)));
    }

    private static AnswerMapping.Field field(String[] cells, int line) {
        var standard =
                PersonalField.ofDataName(cells[1])
                        .orElseThrow(() -> broken(line, "no standard field " + cells[1]));
        var form =
                ValueForm.parse(cells[3])
                        .orElseThrow(
                                () ->
                                        broken(
                                                line,
                                                "expected text, gender, image or date and a"
                                                        + " pattern, got "
                                                        + cells[3]));
        return new AnswerMapping.Field(standard, List.of(cells[2].split(",")), form);
    }

    private static List<String> lines() {
        try (var stream = AnswerMappings.class.getResourceAsStream(RESOURCE);
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(stream, RESOURCE),
                                        StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalStateException broken(int line, String why) {
        return new IllegalStateException(RESOURCE + ", line " + line + ": " + why);
    }
}
