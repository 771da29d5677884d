package dev.kycplatform.flow.document;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What documents may be called: the rows of {@code document-types.tsv}, in file order. */
@ApplicationScoped
public class DocumentTypes {
    private static final String RESOURCE = "document-types.tsv";

    private final List<DocumentType> all = load();

    /** @param identityType the family it belongs to */
    public record DocumentType(String name, String label, String identityType) {}

    public List<DocumentType> all() {
        return all;
    }

    private static List<DocumentType> load() {
        try (var stream = DocumentTypes.class.getResourceAsStream(RESOURCE);
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(stream, RESOURCE),
                                        StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new DocumentType(cells[0], cells[1], cells[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
