package dev.kycplatform.contracts.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The vendor's signature of requests, answers and callbacks (contract, section 1.1): base64 of
 * HMAC-SHA256 over timestamp, partner id and {@code sid_request}, keyed with the API key as text.
 */
public final class VendorSignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String SUFFIX = "sid_request";

    /** What the vendor's clients can all parse (contract, section 1.5). */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private VendorSignature() {}

    /** @param timestamp the literal text that stands in the JSON */
    public static String sign(String apiKey, String timestamp, String partnerId) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(apiKey.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
            mac.update(partnerId.getBytes(StandardCharsets.UTF_8));
            mac.update(SUFFIX.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    /** Takes the same time wherever the two differ. */
    public static boolean matches(
            String signature, String apiKey, String timestamp, String partnerId) {
        return MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8),
                sign(apiKey, timestamp, partnerId).getBytes(StandardCharsets.UTF_8));
    }

    /** The timestamp of our own answers and callbacks: milliseconds, {@code Z}. */
    public static String timestamp(Instant now) {
        return TIMESTAMP.format(now);
    }
}
