package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.callback.WebhookId;
import java.util.List;
import java.util.Optional;

/** Deliveries and attempts, to be looked at. Every method throws KycException as an outage does. */
public interface DeliveryLog {
    /**
     * Some of those, latest first.
     *
     * @param after the last one of the page before
     */
    List<LoggedDelivery> list(DeliveryFilter filter, Optional<DeliveryKey> after, int most);

    /** One webhook's: one delivery, or of an app's webhook one at each endpoint. */
    List<LoggedDelivery> of(WebhookId webhookId);

    /** First one first. */
    List<LoggedAttempt> attempts(DeliveryKey delivery);
}
