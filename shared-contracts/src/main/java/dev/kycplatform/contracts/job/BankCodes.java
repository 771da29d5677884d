package dev.kycplatform.contracts.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Banks by the code that a request names one with: the rows of {@code bank-codes.tsv}, in file order. */
public final class BankCodes {
    private static final String RESOURCE = "bank-codes.tsv";

    private BankCodes() {}

    /** @param code as the country's central bank gives it, leading zeros included */
    public record Bank(String name, String code) {}

    /** @throws IllegalStateException naming the line, if a row is malformed */
    public static List<Bank> load() {
        try (var stream = BankCodes.class.getResourceAsStream(RESOURCE);
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(stream, RESOURCE),
                                        StandardCharsets.UTF_8))) {
            return parse(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Bank> parse(List<String> lines) {
        var banks = new ArrayList<Bank>();
        for (int number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            if (!line.isBlank() && !line.startsWith("#")) {
                var cells = line.split("\t", -1);
                if (cells.length != 2) {
                    throw new IllegalStateException(
                            RESOURCE + ", line " + number + ": expected a code, a tab and a name");
                }
                banks.add(new Bank(cells[1], cells[0]));
            }
        }
        return List.copyOf(banks);
    }
}
