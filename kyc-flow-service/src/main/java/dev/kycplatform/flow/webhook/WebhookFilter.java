package dev.kycplatform.flow.webhook;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which of an app's webhooks are wanted; each part that is empty leaves all.
 *
 * @param endpoints ids; if there are none in it, no webhook is wanted
 * @param from when it was owed, at the earliest
 * @param until the first moment after those wanted
 * @param isOldestFirst else the newest first
 */
public record WebhookFilter(
        AppHandle app,
        Optional<UUID> eventUuid,
        Optional<Boolean> isDelivered,
        Optional<String> eventType,
        Optional<List<String>> endpoints,
        Optional<EntityHandle> user,
        Optional<Instant> from,
        Optional<Instant> until,
        boolean isOldestFirst) {

    /** All of an app's of one event: one for each endpoint. */
    public static WebhookFilter ofEvent(AppHandle app, UUID eventUuid) {
        return new WebhookFilter(
                app,
                Optional.of(eventUuid),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** The same, at these endpoints. */
    WebhookFilter at(List<String> endpointIds) {
        return new WebhookFilter(
                app,
                eventUuid,
                isDelivered,
                eventType,
                Optional.of(endpointIds),
                user,
                from,
                until,
                isOldestFirst);
    }
}
