package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.flow.OwedWebhook;
import java.time.Instant;

/** The flow service's owed webhooks; while there is no view of them, there are none. */
public interface RecordedWebhooks extends RecordedFacts<RecordedWebhooks.Position> {
    /**
     * A place in their order.
     *
     * @param recordedAt by the database's clock
     */
    record Position(Instant recordedAt, OwedWebhook webhook) {}
}
