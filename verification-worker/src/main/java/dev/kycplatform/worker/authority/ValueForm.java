package dev.kycplatform.worker.authority;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The form an authority writes a value in, and how it becomes the standard one. */
sealed interface ValueForm {
    /** @throws UnreadableAnswerException if the value is not of this form */
    String standard(String value) throws UnreadableAnswerException;

    /** As it is. */
    record Text() implements ValueForm {
        @Override
        public String standard(String value) {
            return value;
        }
    }

    /** A date of some pattern; the standard form is ISO 8601. */
    record Date(DateTimeFormatter pattern) implements ValueForm {
        @Override
        public String standard(String value) throws UnreadableAnswerException {
            try {
                return LocalDate.parse(value, pattern).toString();
            } catch (DateTimeParseException e) {
                throw new UnreadableAnswerException("bad_date");
            }
        }
    }

    /** Letters and words in any case; the standard form is the word, or what came if it is neither. */
    record Gender() implements ValueForm {
        @Override
        public String standard(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "m", "male" -> "Male";
                case "f", "female" -> "Female";
                default -> value;
            };
        }
    }

    /** A surname and the given names after it, with or without a comma; the standard form ends with the surname. */
    record SurnameFirst() implements ValueForm {
        private static final Pattern SURNAME = Pattern.compile("([^,]+),\\s*(.+)|(\\S+)\\s+(.+)");

        @Override
        public String standard(String value) {
            var name = SURNAME.matcher(value);
            if (!name.matches()) {
                return value;
            }
            return name.group(1) != null
                    ? name.group(2) + " " + name.group(1)
                    : name.group(4) + " " + name.group(3);
        }
    }

    /** A JPEG or PNG in base64, whose lines may be broken, after a {@code data:} prefix or without one. */
    record Image() implements ValueForm {
        private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
        private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

        private static final Pattern PREFIX = Pattern.compile("^data:[^,]{0,100};base64,");
        private static final Pattern LINE_BREAKS = Pattern.compile("\\s+");

        @Override
        public String standard(String value) throws UnreadableAnswerException {
            var base64 = value.startsWith("data:") ? PREFIX.matcher(value).replaceFirst("") : value;
            // Most have no line breaks, and photos are large: looking for some costs more than
            // trying without.
            if (isImage(base64)) {
                return base64;
            }
            var whole = LINE_BREAKS.matcher(base64).replaceAll("");
            if (!isImage(whole)) {
                throw new UnreadableAnswerException("bad_image");
            }
            return whole;
        }

        private static boolean isImage(String value) {
            try {
                var bytes = Base64.getDecoder().decode(value);
                return isBegunBy(JPEG, bytes) || isBegunBy(PNG, bytes);
            } catch (IllegalArgumentException _) {
                return false;
            }
        }

        private static boolean isBegunBy(byte[] signature, byte[] bytes) {
            return bytes.length > signature.length
                    && Arrays.equals(signature, Arrays.copyOf(bytes, signature.length));
        }
    }

    /** Reads a form as connector files write it; empty if there is no such form. */
    static Optional<ValueForm> parse(String written) {
        return switch (written) {
            case "text" -> Optional.of(new Text());
            case "surname first" -> Optional.of(new SurnameFirst());
            case "gender" -> Optional.of(new Gender());
            case "image" -> Optional.of(new Image());
            default -> written.startsWith("date ") ? date(written.substring(5)) : Optional.empty();
        };
    }

    private static Optional<ValueForm> date(String pattern) {
        try {
            return Optional.of(
                    new Date(
                            new DateTimeFormatterBuilder()
                                    .parseCaseInsensitive()
                                    .appendPattern(pattern)
                                    .toFormatter(Locale.ENGLISH)
                                    .withResolverStyle(ResolverStyle.STRICT)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
