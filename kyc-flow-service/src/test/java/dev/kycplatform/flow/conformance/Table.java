package dev.kycplatform.flow.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The rows of a table of rules. */
final class Table {
    private Table() {}

    /** Without comments; cells that are missing at a row's end are empty. */
    static List<String[]> rows(String name, int columns) {
        try (var stream = Table.class.getResourceAsStream("/conformance/" + name);
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(stream, name),
                                        StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> cells(line, columns))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] cells(String line, int columns) {
        var cells = line.split("\t", -1);
        if (cells.length > columns) {
            throw new IllegalArgumentException("too many cells: " + line);
        }
        var row = new String[columns];
        for (int at = 0; at < columns; at++) {
            row[at] = at < cells.length ? cells[at] : "";
        }
        return row;
    }
}
