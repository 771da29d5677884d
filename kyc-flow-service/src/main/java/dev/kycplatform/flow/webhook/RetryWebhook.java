package dev.kycplatform.flow.webhook;

import dev.kycplatform.contracts.command.ReplayDelivery;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Has a webhook sent again to every endpoint it was owed to: what is over with a new schedule, what is pending at
 * once. One that the dispatcher has not taken up yet is on its way already.
 */
@ApplicationScoped
public class RetryWebhook {
    private final WebhookLog log;
    private final ReplayCommands commands;

    RetryWebhook(WebhookLog log, ReplayCommands commands) {
        this.log = log;
        this.commands = commands;
    }

    /**
     * Blocking; no transaction is open.
     *
     * @param request the bytes that asked for it: the same again, because their answer was lost, are one command
     * @throws FlowException with WEBHOOK_NOT_FOUND
     * @throws dev.kycplatform.contracts.error.KycException worth repeating
     */
    public void retry(AppHandle app, UUID eventUuid, byte[] request) {
        var found =
                log.find(WebhookFilter.ofEvent(app, eventUuid), 0, ReplayDelivery.MOST_DELIVERIES);
        if (found.webhooks().isEmpty()) {
            throw new FlowException(FlowError.WEBHOOK_NOT_FOUND, eventUuid);
        }
        var wanted =
                found.webhooks().stream()
                        .flatMap(
                                webhook ->
                                        webhook.delivery().stream()
                                                .map(
                                                        its ->
                                                                new ReplayCommands.Wanted(
                                                                        webhook.key(),
                                                                        its.endpoint())))
                        .toList();
        if (!wanted.isEmpty()) {
            commands.publish(
                    app,
                    EventId.digest(
                            "retry-webhook",
                            eventUuid.toString(),
                            HexFormat.of().formatHex(request)),
                    wanted);
        }
    }
}
