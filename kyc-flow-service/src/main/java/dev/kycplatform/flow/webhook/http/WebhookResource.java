package dev.kycplatform.flow.webhook.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.flow.auth.http.Authentication;
import dev.kycplatform.flow.http.Answers;
import dev.kycplatform.flow.http.Calls;
import dev.kycplatform.flow.webhook.FindWebhooks;
import dev.kycplatform.flow.webhook.LoggedWebhook;
import dev.kycplatform.flow.webhook.RetryWebhook;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/**
 * What has become of an app's webhooks, and sending them again (contract, section 8). The vendor's clients name a user in
 * the header and sign by the app alone; whose webhooks are wanted says the filter.
 */
@Path("/0.2")
@RunOnVirtualThread
public class WebhookResource {
    private final FindWebhooks findWebhooks;
    private final RetryWebhook retryWebhook;
    private final Authentication authentication;
    private final Calls calls;
    private final Answers answers;

    WebhookResource(
            FindWebhooks findWebhooks,
            RetryWebhook retryWebhook,
            Authentication authentication,
            Calls calls,
            Answers answers) {
        this.findWebhooks = findWebhooks;
        this.retryWebhook = retryWebhook;
        this.authentication = authentication;
        this.calls = calls;
        this.answers = answers;
    }

    @POST
    @Path("/get_webhooks")
    public Response find() {
        var call = calls.aboutApp();
        var request = WebhookRequest.read(call.fields());
        var app = authentication.app(call);
        var wanted = request.page();
        var page =
                findWebhooks.find(
                        request.filter(app),
                        request.endpointName(),
                        wanted.skipped(),
                        wanted.perPage());
        return answers.success()
                .with(
                        body -> {
                            body.put("page", wanted.page())
                                    .put("returned_count", page.webhooks().size())
                                    .put("total_count", page.total());
                            var list = body.putArray("webhooks");
                            page.webhooks()
                                    .forEach(webhook -> write(list.addObject(), webhook, page));
                        })
                .with(body -> wanted.write(body, page.webhooks().size(), page.total()))
                .response();
    }

    @POST
    @Path("/retry_webhook")
    public Response retry() {
        var call = calls.aboutApp();
        var event = call.fields().requiredUuid("event_uuid");
        var app = authentication.app(call);
        retryWebhook.retry(app, event.orElseThrow(), call.signed());
        return answers.success("Webhook " + event.get() + " will be sent again.").response();
    }

    private static void write(ObjectNode json, LoggedWebhook webhook, FindWebhooks.Page page) {
        var content = webhook.content();
        json.put("uuid", webhook.eventUuid().toString())
                .put("event_type", webhook.eventType())
                .put("endpoint_name", page.endpointNames().get(webhook.key().endpointId()))
                .put("endpoint_url", content.url())
                .put("user_handle", content.userHandle())
                .put("created_epoch", webhook.key().acceptedAt().getEpochSecond())
                .put("last_update_epoch", webhook.updatedAt().getEpochSecond())
                .put(
                        "next_attempt_epoch",
                        webhook.delivery()
                                .flatMap(LoggedWebhook.Delivery::nextAttemptAt)
                                .map(Instant::getEpochSecond)
                                .orElse(null))
                .put("delivered", webhook.isDelivered())
                .put("processing", webhook.isInProgress())
                .put(
                        "attempts",
                        webhook.delivery().map(LoggedWebhook.Delivery::attempts).orElse(0));
        var details = json.putObject("details");
        details.put("kyc", content.verificationId())
                .put("entity", content.userHandle())
                .put("outcome", content.outcome());
        content.actionNeeded().ifPresent(action -> details.put("action_needed", action));
        var responses = json.putArray("responses");
        webhook.delivery().stream()
                .flatMap(its -> its.attemptLog().stream())
                .forEach(attempt -> write(responses.addObject(), attempt));
    }

    private static void write(ObjectNode json, LoggedWebhook.Attempted attempt) {
        json.put("epoch", attempt.at().getEpochSecond())
                .put("outcome", attempt.outcome())
                .put("status_code", attempt.status().orElse(null))
                .put("failure", attempt.failure().orElse(null));
    }
}
