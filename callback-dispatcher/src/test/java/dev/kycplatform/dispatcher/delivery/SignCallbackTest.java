package dev.kycplatform.dispatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.dispatcher.delivery.DeliveryState.Attempting;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.dispatcher.endpoint.SignedCallback;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SignCallbackTest {
    private static final JobKey JOB = JobKey.of("001", "job-1");
    private static final String OLD_SECRET = secret("old secret, 24 bytes of it");
    private static final String NEW_SECRET = secret("new secret, 24 bytes of it");
    private static final String STORED =
            "{\"JSONVersion\":\"1.0.0\",\"FullName\":\"Zo\u00eb \u2603\",\"FullData\":{\"a\":{}}}";

    private final Instant now = Instant.ofEpochMilli(Clock.systemUTC().millis());
    private final SignCallback signer =
            new SignCallback(
                    new RetrySchedule(
                            List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)),
                            0.2,
                            Duration.ofHours(1),
                            () -> 0.5));

    @Test
    void keepsEveryByteAndAddsTimestampAndSignature() {
        var callback = sign(1, List.of(NEW_SECRET));

        var timestamp = VendorSignature.timestamp(now);
        assertThat(text(callback))
                .isEqualTo(
                        STORED.substring(0, STORED.length() - 1)
                                + ",\"timestamp\":\""
                                + timestamp
                                + "\",\"signature\":\""
                                + VendorSignature.sign("test-api-key", timestamp, "001")
                                + "\"}");
    }

    @Test
    void isVerifiedByThePublishedLibraryWithEachLiveSecret() throws WebhookVerificationException {
        var callback = sign(1, List.of(NEW_SECRET, OLD_SECRET));

        var headers =
                callback.headers().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, entry -> List.of(entry.getValue())));
        new Webhook(NEW_SECRET).verify(text(callback), headers);
        new Webhook(OLD_SECRET).verify(text(callback), headers);
    }

    @Test
    void namesTheMessageTheSameOnEveryAttempt() {
        assertThat(sign(1, List.of(NEW_SECRET)).headers().get("webhook-id"))
                .isEqualTo(sign(2, List.of(NEW_SECRET)).headers().get("webhook-id"))
                .isEqualTo(WebhookId.ofJob(JOB).value());
    }

    @Test
    void tellsWhichAttemptItIs() {
        assertThat(sign(2, List.of(NEW_SECRET)).headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("kyc-attempt", "2")
                .containsEntry("kyc-attempts-left", "1")
                .containsEntry("kyc-first-attempted-at", "2026-03-01T12:00:00Z")
                .containsEntry("traceparent", "00-1-2-00");
    }

    @Test
    void refusesWhatIsNoJsonObject() {
        assertThatThrownBy(
                        () ->
                                signer.sign(
                                        delivery(1),
                                        "[]".getBytes(StandardCharsets.UTF_8),
                                        "key",
                                        List.of(NEW_SECRET),
                                        now))
                .isInstanceOf(IllegalStateException.class);
    }

    private SignedCallback sign(int attempt, List<String> secrets) {
        return signer.sign(
                delivery(attempt),
                STORED.getBytes(StandardCharsets.UTF_8),
                "test-api-key",
                secrets,
                now);
    }

    private static Delivery delivery(int attempt) {
        return new Delivery(
                new ResultReference(Instant.EPOCH, JOB),
                WebhookId.ofJob(JOB),
                new Endpoint("https://example.com:443"),
                100,
                Optional.of("00-1-2-00"),
                Optional.of(Instant.parse("2026-03-01T12:00:00Z")),
                new Attempting(new Lease(new UUID(1, 2), Instant.EPOCH), attempt, 0));
    }

    private static String text(SignedCallback callback) {
        var bytes = new ByteArrayOutputStream();
        callback.body().forEach(bytes::writeBytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String secret(String bytes) {
        return "whsec_"
                + Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.UTF_8));
    }
}
