package dev.kycplatform.contracts.signature;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final byte[] BODY = "{\"ResultCode\":\"1012\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TAIL = ",\"é\":1}".getBytes(StandardCharsets.UTF_8);

    private final Instant now = Instant.ofEpochSecond(System.currentTimeMillis() / 1000);

    @Test
    void isAcceptedByThePublishedLibraryUnderEitherLiveSecret() {
        var header = WebhookSignature.sign(List.of(NEW, OLD), "msg_1", now, BODY, TAIL);

        assertThatCode(() -> verify(NEW, header)).doesNotThrowAnyException();
        assertThatCode(() -> verify(OLD, header)).doesNotThrowAnyException();
    }

    @Test
    void isRefusedUnderAnotherSecret() {
        var header = WebhookSignature.sign(List.of(NEW), "msg_1", now, BODY, TAIL);

        assertThatThrownBy(() -> verify(OLD, header))
                .isInstanceOf(WebhookVerificationException.class);
    }

    private void verify(String secret, String header) throws WebhookVerificationException {
        var headers =
                HttpHeaders.of(
                        Map.of(
                                "webhook-id", List.of("msg_1"),
                                "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
                                "webhook-signature", List.of(header)),
                        (_, _) -> true);
        new Webhook(secret).verify("{\"ResultCode\":\"1012\",\"é\":1}", headers);
    }
}
