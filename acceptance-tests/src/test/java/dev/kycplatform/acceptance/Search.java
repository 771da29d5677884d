package dev.kycplatform.acceptance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks for texts in every form in which they could slip through: as they are, in another case, in base64
 * at any alignment, in hex, escaped as JSON or URL. All are looked for in one pass over what is searched.
 */
final class Search {
    /** Shorter parts of a base64 text would be found by chance. */
    private static final int SHORTEST = 6;

    private static final byte[] LOWER = lowerCase();

    /** Where case matters: base64. */
    private final Forms exact = new Forms();

    private final Forms folded = new Forms();

    /** A text as it may stand somewhere. */
    private record Form(String text, String name, byte[] bytes) {
        boolean isSame(Form other) {
            return text.equals(other.text) && Arrays.equals(bytes, other.bytes);
        }

        @Override
        public String toString() {
            return text + " (" + name + ")";
        }
    }

    /** Forms by their first bytes, so that at most places nothing has to be compared. */
    private static final class Forms {
        private static final int LEAD = 4;
        private static final int HASHES = 1 << 16;

        private final BitSet hashes = new BitSet(HASHES);
        private final Map<Integer, List<Form>> byLead = new HashMap<>();

        /** A form that is the same as one before goes by the first one's name. */
        void add(Form form) {
            int lead = lead(form.bytes(), LEAD);
            hashes.set(hash(lead));
            var forms = byLead.computeIfAbsent(lead, _ -> new ArrayList<>());
            if (forms.stream().noneMatch(form::isSame)) {
                forms.add(form);
            }
        }

        void in(byte[] content, Consumer<Form> found) {
            int lead = content.length < LEAD ? 0 : lead(content, LEAD - 1);
            for (int end = LEAD; end <= content.length; end++) {
                lead = lead << Byte.SIZE | content[end - 1] & 0xFF;
                if (hashes.get(hash(lead))) {
                    int from = end - LEAD;
                    byLead.getOrDefault(lead, List.of()).stream()
                            .filter(form -> isAt(content, from, form.bytes()))
                            .forEach(found);
                }
            }
        }

        private static boolean isAt(byte[] content, int from, byte[] form) {
            return from + form.length <= content.length
                    && Arrays.equals(content, from, from + form.length, form, 0, form.length);
        }

        private static int lead(byte[] bytes, int length) {
            int lead = 0;
            for (int i = 0; i < length; i++) {
                lead = lead << Byte.SIZE | bytes[i] & 0xFF;
            }
            return lead;
        }

        private static int hash(int lead) {
            return (lead ^ lead >>> 15) * 0x9E3779B1 >>> 16;
        }
    }

    /** @param texts each of four bytes or more */
    static Search forTexts(Collection<String> texts) {
        var search = new Search();
        texts.forEach(search::add);
        return search;
    }

    static Search forText(String text) {
        return forTexts(List.of(text));
    }

    private void add(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        folded.add(new Form(text, "raw", lower(utf8)));
        folded.add(new Form(text, "hex", ascii(HexFormat.of().formatHex(utf8))));
        folded.add(new Form(text, "JSON escaped", lower(ascii(jsonEscaped(text)))));
        folded.add(
                new Form(
                        text,
                        "URL encoded",
                        lower(ascii(URLEncoder.encode(text, StandardCharsets.UTF_8)))));
        for (int shift = 0; shift < 3; shift++) {
            var form = base64(utf8, shift);
            if (form.length() >= SHORTEST) {
                var urlSafe = form.replace('+', '-').replace('/', '_');
                exact.add(new Form(text, "base64 at " + shift, ascii(form)));
                exact.add(new Form(text, "URL-safe base64 at " + shift, ascii(urlSafe)));
            }
        }
    }

    /** The texts that are there, each with the names of its forms. */
    Set<String> in(byte[] content) {
        var found = new LinkedHashSet<String>();
        exact.in(content, form -> found.add(form.toString()));
        folded.in(lower(content), form -> found.add(form.toString()));
        return found;
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

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] lower(byte[] text) {
        var lower = new byte[text.length];
        for (int i = 0; i < text.length; i++) {
            lower[i] = LOWER[text[i] & 0xFF];
        }
        return lower;
    }

    /** Of each byte taken for a character of ISO 8859-1, so that parts of UTF-8 are folded alike on both sides. */
    private static byte[] lowerCase() {
        var lower = new byte[256];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = (byte) Character.toLowerCase(i);
        }
        return lower;
    }
}
