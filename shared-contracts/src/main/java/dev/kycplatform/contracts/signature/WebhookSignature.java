package dev.kycplatform.contracts.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The Standard Webhooks signature over a callback's exact bytes: {@code v1,} and base64 of HMAC-SHA256
 * over id, seconds and body, each followed by a dot but the last. Ours, for the published library takes
 * text only and would copy a body of 1.5 MB three times.
 */
public final class WebhookSignature {
    public static final String ID_HEADER = "webhook-id";
    public static final String TIMESTAMP_HEADER = "webhook-timestamp";
    public static final String SIGNATURE_HEADER = "webhook-signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SECRET_PREFIX = "whsec_";

    private WebhookSignature() {}

    /**
     * The header's value: one signature per live secret, separated by spaces.
     *
     * @param secrets each {@code whsec_} and base64
     * @throws IllegalArgumentException if a secret is not of that form
     */
    public static String sign(List<String> secrets, String webhookId, Instant at, byte[]... body) {
        return secrets.stream()
                .map(secret -> "v1," + mac(secret, webhookId, at, body))
                .collect(Collectors.joining(" "));
    }

    private static String mac(String secret, String webhookId, Instant at, byte[]... body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(keyOf(secret), ALGORITHM));
            var head = webhookId + "." + at.getEpochSecond() + ".";
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            for (var part : body) {
                mac.update(part);
            }
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    private static byte[] keyOf(String secret) {
        if (!secret.startsWith(SECRET_PREFIX)) {
            throw new IllegalArgumentException("a webhook secret begins with " + SECRET_PREFIX);
        }
        return Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
    }
}
