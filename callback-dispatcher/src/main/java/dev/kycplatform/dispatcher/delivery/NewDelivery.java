package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import java.time.Duration;
import java.util.Optional;

/**
 * A delivery that is owed and may not be stored yet.
 *
 * @param lease whose first attempt begins at once; empty: it waits, due now
 */
public record NewDelivery(
        ResultReference result,
        WebhookId webhookId,
        Endpoint endpoint,
        int bodySize,
        Optional<String> traceParent,
        Optional<Lease> lease) {

    public DeliveryKey key() {
        return new DeliveryKey(result.acceptedAt(), webhookId, endpoint);
    }

    /** The delivery under that lease. */
    public Delivery leased(Lease by) {
        return new Delivery(
                result,
                webhookId,
                endpoint,
                bodySize,
                traceParent,
                Optional.empty(),
                new DeliveryState.Pending(Duration.ZERO).start(by, 0));
    }
}
