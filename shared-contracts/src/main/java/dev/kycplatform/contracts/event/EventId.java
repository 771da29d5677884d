package dev.kycplatform.contracts.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The {@code ce_id} of a fact: 32 hex digits, the same each time the same fact is published.
 *
 * @param value what stands in the header
 */
public record EventId(String value) {

    /**
     * Derives an id from what happened, e.g. {@code of("job-completed", partner, job)}. Parts are
     * length-prefixed, so that {@code ("a", "bc")} and {@code ("ab", "c")} differ.
     */
    public static EventId of(String kind, String... parts) {
        return new EventId(digest(kind, parts));
    }

    /** 128 bits of SHA-256 over the parts, in hex. */
    public static String digest(String kind, String... parts) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            add(sha256, kind);
            for (var part : parts) {
                add(sha256, part);
            }
            return HexFormat.of().formatHex(sha256.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String part) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) (bytes.length >> 8));
        digest.update((byte) bytes.length);
        digest.update(bytes);
    }
}
