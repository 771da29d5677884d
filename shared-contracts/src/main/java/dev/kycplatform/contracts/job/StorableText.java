package dev.kycplatform.contracts.job;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
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
        if (text.isEmpty() || text.length() > MOST_BYTES || text.indexOf('\0') >= 0) {
            return false;
        }
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).remaining()
                    <= MOST_BYTES;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    static void require(String text) {
        if (!isStorable(text)) {
            throw new IllegalArgumentException(
                    "an id is 1 to 256 bytes of valid Unicode without NUL");
        }
    }
}
