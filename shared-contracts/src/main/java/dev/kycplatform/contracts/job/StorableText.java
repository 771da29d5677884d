package dev.kycplatform.contracts.job;

import java.nio.charset.StandardCharsets;

/**
 * What PostgreSQL, Kafka and JSON all take: no NUL, valid Unicode, 1 to 256 bytes of UTF-8. Proven
 * before a row joins a group, so that one partner's text never fails another's row.
 */
public final class StorableText {
    /** Ids stand in indexes and record keys; both should stay small. */
    public static final int MOST_BYTES = 256;

    private StorableText() {}

    public static boolean isStorable(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_BYTES
                && text.indexOf('\0') < 0
                && isUnicode(text)
                && text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    /** False if there is half a character in it, which no encoding can say; for texts of any length. */
    public static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length()
                        || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    static void require(String text) {
        if (!isStorable(text)) {
            throw new IllegalArgumentException(
                    "an id is 1 to 256 bytes of valid Unicode without NUL");
        }
    }
}
