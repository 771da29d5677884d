package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import java.time.Instant;
import java.util.Comparator;

/**
 * What a delivery is known by.
 *
 * @param acceptedAt of the job, which says in which partition the row is
 */
public record DeliveryKey(Instant acceptedAt, WebhookId webhookId, Endpoint endpoint)
        implements Comparable<DeliveryKey> {
    private static final Comparator<DeliveryKey> ORDER =
            Comparator.comparing(DeliveryKey::acceptedAt)
                    .thenComparing(key -> key.webhookId().value())
                    .thenComparing(key -> key.endpoint().origin());

    @Override
    public int compareTo(DeliveryKey other) {
        return ORDER.compare(this, other);
    }
}
