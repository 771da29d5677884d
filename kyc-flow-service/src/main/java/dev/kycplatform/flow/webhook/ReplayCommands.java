package dev.kycplatform.flow.webhook;

import dev.kycplatform.contracts.flow.AppHandle;
import java.util.List;

/** Asks the dispatcher to send webhooks again. */
public interface ReplayCommands {
    /**
     * Returns when the broker has acknowledged.
     *
     * @param commandId the same command is carried out once
     * @param deliveries the dispatcher has them
     * @throws dev.kycplatform.contracts.error.KycException worth repeating
     */
    void publish(AppHandle requester, String commandId, List<Wanted> deliveries);

    /** @param endpoint as the dispatcher names it */
    record Wanted(LoggedWebhook.Key key, String endpoint) {}
}
