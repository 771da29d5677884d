package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.contracts.signature.WebhookSignature;
import dev.kycplatform.dispatcher.endpoint.SignedCallback;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signs a callback twice: the vendor's timestamp and signature inside the body, made anew for each
 * attempt, and Standard Webhooks headers over the exact bytes.
 */
@ApplicationScoped
class SignCallback {
    static final String ATTEMPT_HEADER = "kyc-attempt";
    static final String ATTEMPTS_LEFT_HEADER = "kyc-attempts-left";
    static final String FIRST_ATTEMPTED_AT_HEADER = "kyc-first-attempted-at";

    private final RetrySchedule schedule;

    SignCallback(RetrySchedule schedule) {
        this.schedule = schedule;
    }

    /**
     * The message of this attempt.
     *
     * @param body the stored JSON object, not empty; becomes part of the message and is changed, for it
     *     may be large
     * @param webhookSecrets the live ones, newest first
     */
    SignedCallback sign(
            Delivery delivery,
            byte[] body,
            String apiKey,
            List<String> webhookSecrets,
            Instant now) {
        return message(
                delivery,
                List.of(openEnded(body), ending(delivery, apiKey, now)),
                webhookSecrets,
                now);
    }

    /** The message of this attempt at a flow's webhook: its bytes as they are, signed in the headers alone. */
    SignedCallback signWebhook(
            Delivery delivery, byte[] body, List<String> webhookSecrets, Instant now) {
        return message(delivery, List.of(body), webhookSecrets, now);
    }

    private SignedCallback message(
            Delivery delivery, List<byte[]> parts, List<String> webhookSecrets, Instant now) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", "application/json");
        headers.put("user-agent", "kyc-platform");
        headers.put(WebhookSignature.ID_HEADER, delivery.webhookId().value());
        headers.put(WebhookSignature.TIMESTAMP_HEADER, Long.toString(now.getEpochSecond()));
        headers.put(
                WebhookSignature.SIGNATURE_HEADER,
                WebhookSignature.sign(
                        webhookSecrets,
                        delivery.webhookId().value(),
                        now,
                        parts.toArray(byte[][]::new)));
        addAttempt(headers, delivery, now);
        delivery.traceParent().ifPresent(trace -> headers.put("traceparent", trace));
        return new SignedCallback(headers, parts);
    }

    private void addAttempt(Map<String, String> headers, Delivery delivery, Instant now) {
        headers.put(ATTEMPT_HEADER, Integer.toString(delivery.attempt()));
        headers.put(
                ATTEMPTS_LEFT_HEADER,
                Integer.toString(schedule.attemptsLeftAfter(delivery.state().ofSchedule())));
        headers.put(
                FIRST_ATTEMPTED_AT_HEADER,
                delivery.firstAttemptedAt().orElse(now).truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** The last brace gives way to a comma; every other byte stays. */
    private static byte[] openEnded(byte[] body) {
        if (body.length == 0 || body[body.length - 1] != '}') {
            throw new IllegalStateException("a stored result is a JSON object");
        }
        body[body.length - 1] = ',';
        return body;
    }

    /** Digits, letters and base64: nothing that JSON would escape. */
    private static byte[] ending(Delivery delivery, String apiKey, Instant now) {
        var timestamp = VendorSignature.timestamp(now);
        var signature = VendorSignature.sign(apiKey, timestamp, delivery.job().partnerId().value());
        return ("\"timestamp\":\"" + timestamp + "\",\"signature\":\"" + signature + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
