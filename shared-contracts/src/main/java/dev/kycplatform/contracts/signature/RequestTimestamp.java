package dev.kycplatform.contracts.signature;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the time out of a request's {@code timestamp} in every form the vendor's clients send
 * (contract, section 1.2): {@code T} or a space between date and time, up to nine fraction digits,
 * {@code Z}, {@code UTC}, an offset with or without colon, or none, which is read as UTC.
 */
public final class RequestTimestamp {
    /** Longer than every form; keeps hostile text away from the parser. */
    private static final int MOST_CHARACTERS = 48;

    private static final DateTimeFormatter FORM =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendPattern("['T'][' ']")
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .appendPattern("[' ']")
                    .appendPattern("[XXX][XX]['UTC']")
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private RequestTimestamp() {}

    /** Empty if the text is none of the forms. */
    public static Optional<Instant> parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return switch (FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from)) {
                case OffsetDateTime time -> Optional.of(time.toInstant());
                case LocalDateTime time -> Optional.of(time.toInstant(ZoneOffset.UTC));
                default -> Optional.empty();
            };
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
