package dev.kycplatform.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallbackReceiverTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "{\"ResultCode\":\"1012\",\"name\":\"Adé\"}";

    private final Instant now = Clock.systemUTC().instant();

    @Test
    void keepsTheBytesAndTheHeadersThatAreSigned() throws Exception {
        try (CallbackReceiver receiver = CallbackReceiver.start(Clock.systemUTC());
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(receiver.address()))
                            .POST(HttpRequest.BodyPublishers.ofString(BODY));
            signedHeaders().forEach((name, value) -> request.header(name, value));

            int status =
                    client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode();

            CallbackReceiver.Received received =
                    receiver.await(Duration.ofSeconds(5)).orElseThrow();
            assertThat(status).isEqualTo(200);
            assertThat(received.body()).isEqualTo(BODY);
            assertThat(received.webhookHeaders()).isEqualTo(signedHeaders());
            assertThat(received.isSignedWith(SECRET)).isTrue();
        }
    }

    @Test
    void seesThatABodyWasChanged() throws WebhookSigningException {
        var changed = new CallbackReceiver.Received(signedHeaders(), BODY + " ", now);

        assertThat(changed.isSignedWith(SECRET)).isFalse();
    }

    @Test
    void waitsNoLongerThanItIsTold() throws IOException {
        try (CallbackReceiver receiver = CallbackReceiver.start(Clock.systemUTC())) {
            assertThat(receiver.await(Duration.ofMillis(1))).isEmpty();
        }
    }

    private Map<String, String> signedHeaders() throws WebhookSigningException {
        return Map.of(
                "webhook-id", "msg_1",
                "webhook-timestamp", Long.toString(now.getEpochSecond()),
                "webhook-signature", new Webhook(SECRET).sign("msg_1", now.getEpochSecond(), BODY));
    }
}
