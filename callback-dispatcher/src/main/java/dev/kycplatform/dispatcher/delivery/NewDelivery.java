package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.dispatcher.endpoint.Lane;
import java.time.Duration;
import java.util.Optional;

/**
 * A delivery that is owed and may not be stored yet.
 *
 * @param result as a {@link Delivery} has it
 * @param lease under which the first attempt begins at once, if its lane lets it; empty: it waits, due now
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

    public Lane lane() {
        return new Lane(result.key().partnerId(), endpoint);
    }

    /** The same, under that lease or none. */
    NewDelivery under(Optional<Lease> wanted) {
        return new NewDelivery(result, webhookId, endpoint, bodySize, traceParent, wanted);
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
                new DeliveryState.Pending(Duration.ZERO).start(by, 0, 0));
    }
}
