package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.flow.OwedWebhook;
import dev.kycplatform.contracts.flow.VerificationTrigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The flow service's owed webhooks, read through its view; while there is no view, nothing is owed. Every method
 * throws KycException as an outage does.
 */
public interface OwedWebhooks {
    /**
     * One of them, all but its body.
     *
     * @param size of the sealed body, in bytes
     */
    record Owed(
            OwedWebhook webhook, byte[] sealedAddress, int size, Optional<String> traceParent) {}

    /**
     * What is sent, all of it sealed.
     *
     * @param secrets as they now are; empty if the endpoint is no more
     */
    record Content(byte[] address, byte[] body, Optional<byte[]> secrets) {}

    /** What one transition owes: one at each endpoint and of each type. */
    List<Owed> of(VerificationTrigger transition);

    Optional<Owed> find(OwedWebhook webhook);

    /** Empty if it is gone. */
    Optional<Content> content(Instant acceptedAt, WebhookId webhookId, String endpointId);
}
