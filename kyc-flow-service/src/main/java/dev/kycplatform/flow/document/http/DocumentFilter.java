package dev.kycplatform.flow.document.http;

import dev.kycplatform.flow.document.Document;
import dev.kycplatform.flow.http.Fields;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which of an entity's documents are wanted, and in which order.
 *
 * @param from the first day, in UTC
 * @param to the last day, in UTC
 * @param types empty: all
 * @param search a part of the name or file name
 */
record DocumentFilter(
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        List<String> types,
        Optional<String> search,
        Comparator<Document> order) {

    /** What is wrong is among the violations. */
    static DocumentFilter read(Fields fields, String order) {
        return new DocumentFilter(
                date(fields, "start_date"),
                date(fields, "end_date"),
                fields.texts("doc_types"),
                fields.text("search").map(text -> text.toLowerCase(Locale.ROOT)),
                order(fields, order));
    }

    List<Document> of(List<Document> documents) {
        return documents.stream().filter(this::matches).sorted(order).toList();
    }

    private boolean matches(Document document) {
        var day = LocalDate.ofInstant(document.createdAt(), ZoneOffset.UTC);
        return from.filter(day::isBefore).isEmpty()
                && to.filter(day::isAfter).isEmpty()
                && (types.isEmpty() || types.contains(document.type()))
                && search.map(text -> contains(document.description(), text)).orElse(true);
    }

    private static boolean contains(Document.Description description, String text) {
        return description.name().toLowerCase(Locale.ROOT).contains(text)
                || description.filename().toLowerCase(Locale.ROOT).contains(text);
    }

    private static Comparator<Document> order(Fields fields, String order) {
        var by =
                switch (fields.text("sort_by").orElse("date").toLowerCase(Locale.ROOT)) {
                    case "name" ->
                            Comparator.comparing(
                                    (Document document) -> document.description().name());
                    case "date", "created" -> Comparator.comparing(Document::createdAt);
                    default -> {
                        fields.reject("sort_by", "This value must be one of name, date.");
                        yield Comparator.comparing(Document::createdAt);
                    }
                };
        var whole = by.thenComparing(Document::id);
        return order.equalsIgnoreCase("desc") ? whole.reversed() : whole;
    }

    private static Optional<LocalDate> date(Fields fields, String name) {
        return fields.text(name)
                .flatMap(
                        text -> {
                            try {
                                return Optional.of(LocalDate.parse(text));
                            } catch (DateTimeParseException _) {
                                fields.reject(name, "Not a valid date: must be YYYY-MM-DD.");
                                return Optional.empty();
                            }
                        });
    }
}
