package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What an app sees of its webhooks, and has sent again: by flow, worker, authority and dispatcher. */
class AppWebhooksIT {
    @Test
    void anAppSeesEachAttemptAndHasWhatWasDeliveredSentAgain() {
        try (var inbox = CallbackInbox.open()) {
            inbox.answer(500, Duration.ZERO);
            var app = FlowApp.register(Platform.stack());
            app.addWebhookEndpoint(inbox.url(), "kyc");
            var user = app.registerUser("individual", "", "123456789");
            var requested = app.post("/0.2/request_kyc", app.about(user));
            assertThat(requested.status()).as(requested.body().toString()).isEqualTo(200);

            var refused = awaitWebhook(app, webhook -> webhook.path("attempts").asInt() > 0);
            assertThat(refused.path("delivered").asBoolean()).isFalse();
            assertThat(refused.path("processing").asBoolean()).isTrue();
            assertThat(refused.path("responses").path(0).path("status_code").asInt())
                    .isEqualTo(500);
            assertThat(refused.path("endpoint_url").asText()).isEqualTo(inbox.url());
            assertThat(refused.path("details").path("entity").asText()).isEqualTo(user);
            assertThat(refused.path("details").path("outcome").asText()).isEqualTo("passed");

            inbox.answer(200, Duration.ZERO);
            var delivered = awaitWebhook(app, webhook -> webhook.path("delivered").asBoolean());
            assertThat(delivered.path("processing").asBoolean()).isFalse();
            var event = delivered.path("uuid").asText();
            assertThat(inbox.delivered(""))
                    .singleElement()
                    .satisfies(
                            message -> {
                                assertThat(message.body().path("event_uuid").asText())
                                        .isEqualTo(event);
                                assertThat(message.isSignedWith(app.webhookSecret())).isTrue();
                            });

            var retried =
                    app.post("/0.2/retry_webhook", app.aboutItself().put("event_uuid", event));
            assertThat(retried.status()).as(retried.body().toString()).isEqualTo(200);
            Awaitility.await("the webhook to come again")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> inbox.delivered("").size() == 2);
            var messages = inbox.delivered("");
            assertThat(messages.getLast().webhookId()).isEqualTo(messages.getFirst().webhookId());
            assertThat(messages.getLast().text()).isEqualTo(messages.getFirst().text());
            awaitWebhook(
                    app,
                    webhook ->
                            webhook.path("attempts").asInt() > delivered.path("attempts").asInt());
        }
    }

    private static JsonNode awaitWebhook(FlowApp app, Predicate<JsonNode> wanted) {
        return Awaitility.await("a webhook as it is waited for")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                app.post("/0.2/get_webhooks", app.aboutItself())
                                        .body()
                                        .path("webhooks")
                                        .path(0),
                        wanted);
    }
}
