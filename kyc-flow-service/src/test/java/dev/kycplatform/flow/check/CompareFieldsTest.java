package dev.kycplatform.flow.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CompareFieldsTest {
    private static final String TABLE = "/conformance/field-checks.tsv";

    @ParameterizedTest(name = "{0}: {1} | {2} is {4}")
    @CsvFileSource(
            resources = TABLE,
            delimiter = '\t',
            emptyValue = "",
            nullValues = "null",
            quoteCharacter = '\u0001')
    void comesToWhatTheTableSays(
            String check,
            @Nullable String registered,
            @Nullable String told,
            String country,
            String outcome) {
        assertThat(
                        CompareFields.compare(
                                Check.ofWire(check).orElseThrow(),
                                particulars(registered),
                                particulars(told),
                                country))
                .isEqualTo(CheckOutcome.valueOf(outcome.toUpperCase(Locale.ROOT)));
    }

    @Test
    void theTableHasEveryOutcomeOfEveryCheckThatCanHaveIt() throws Exception {
        var shown = new HashMap<String, Set<CheckOutcome>>();
        try (var stream = CompareFieldsTest.class.getResourceAsStream(TABLE)) {
            new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(
                            cells ->
                                    shown.computeIfAbsent(
                                                    cells[0],
                                                    _ -> EnumSet.noneOf(CheckOutcome.class))
                                            .add(
                                                    CheckOutcome.valueOf(
                                                            cells[4].toUpperCase(Locale.ROOT))));
        }
        var all = EnumSet.allOf(CheckOutcome.class);
        var neverTransposed = EnumSet.complementOf(EnumSet.of(CheckOutcome.TRANSPOSED));
        assertThat(shown)
                .isEqualTo(
                        Map.of(
                                "name", all,
                                "birthdate", all,
                                "phone", all,
                                "address", neverTransposed,
                                "email", neverTransposed,
                                "identity", EnumSet.of(CheckOutcome.EXACT)));
    }

    @Test
    void neverPrintsThePerson() {
        assertThat(particulars("first_name=Ada;email=ada@example.com").toString())
                .doesNotContain("Ada")
                .doesNotContain("ada@");
    }

    private static Particulars particulars(@Nullable String text) {
        var said = new EnumMap<Particular, String>(Particular.class);
        for (var pair :
                text == null || text.isEmpty() ? List.<String>of() : List.of(text.split(";"))) {
            var parts = pair.split("=", 2);
            said.put(Particular.ofInput(parts[0]).orElseThrow(), parts[1]);
        }
        return new Particulars(said);
    }
}
