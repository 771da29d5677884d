package dev.kycplatform.acceptance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a text in every form in which it could slip through: as it is, in another case, in base64
 * at any alignment, in hex, escaped as JSON or URL.
 *
 * @param forms each form by its name
 */
record Search(String text, Map<String, String> forms) {
    /** Shorter parts of a base64 text would be found by chance. */
    private static final int SHORTEST = 6;

    static Search forText(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        var forms = new LinkedHashMap<String, String>();
        forms.put("raw", lower(new String(utf8, StandardCharsets.ISO_8859_1)));
        forms.put("hex", HexFormat.of().formatHex(utf8));
        forms.put("JSON escaped", lower(jsonEscaped(text)));
        forms.put("URL encoded", lower(URLEncoder.encode(text, StandardCharsets.UTF_8)));
        for (int shift = 0; shift < 3; shift++) {
            var form = base64(utf8, shift);
            if (form.length() >= SHORTEST) {
                forms.put("base64 at " + shift, form);
                forms.put("URL-safe base64 at " + shift, form.replace('+', '-').replace('/', '_'));
            }
        }
        return new Search(text, forms);
    }

    /** The name of the form in which the text is there, if it is. */
    Optional<String> in(byte @Nullable [] content) {
        if (content == null) {
            return Optional.empty();
        }
        var exact = new String(content, StandardCharsets.ISO_8859_1);
        var folded = lower(exact);
        return forms.entrySet().stream()
                .filter(
                        form ->
                                (form.getKey().contains("base64") ? exact : folded)
                                        .contains(form.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** A database value as bytes: byte strings as they are, everything else as text. */
    static byte @Nullable [] bytesOf(@Nullable Object value, @Nullable String text) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** What of its base64 form does not depend on the neighbours, if it begins so many bytes into a group. */
    private static String base64(byte[] utf8, int shift) {
        var shifted = new byte[utf8.length + shift];
        System.arraycopy(utf8, 0, shifted, shift, utf8.length);
        var whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = shift == 0 ? 0 : shift + 1;
        int to = shifted.length % 3 == 0 ? whole.length() : whole.length() - 1;
        return whole.substring(from, Math.max(from, to));
    }

    private static String jsonEscaped(String text) {
        var escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            escaped.append(c < 128 ? Character.toString(c) : "\\u%04x".formatted((int) c));
        }
        return escaped.toString();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
