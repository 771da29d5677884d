package dev.kycplatform.flow.webhook.http;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import dev.kycplatform.contracts.flow.WebhookType;
import dev.kycplatform.flow.http.Fields;
import dev.kycplatform.flow.http.Paging;
import dev.kycplatform.flow.webhook.WebhookFilter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What {@code search_filters} asks for (contract, section 8). Absent, all of the app's webhooks are wanted.
 *
 * @param endpointName whose webhooks are wanted
 */
record WebhookRequest(
        Optional<UUID> eventUuid,
        Optional<Boolean> isDelivered,
        Optional<String> eventType,
        Optional<String> endpointName,
        Optional<EntityHandle> user,
        Optional<Instant> from,
        Optional<Instant> until,
        boolean isOldestFirst,
        Paging.Wanted page) {

    /** What one vendor client asks for; the vendor's own text calls it so too. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of("kyc_update", WebhookType.KYC.wire());

    /** In the year 9999: a time that a database can hold. */
    private static final long LAST_EPOCH = 253_402_300_799L;

    /** What is wrong is among the violations. */
    static WebhookRequest read(Fields body) {
        var filters = body.object("search_filters");
        return new WebhookRequest(
                filters.uuid("uuid"),
                filters.flag("delivered"),
                filters.text("event_type").map(type -> OTHER_NAMES.getOrDefault(type, type)),
                filters.text("endpoint_name"),
                user(filters),
                epoch(filters, "start_epoch"),
                epoch(filters, "end_epoch").map(last -> last.plusSeconds(1)),
                filters.flag("sort_ascending").orElse(false),
                Paging.of(filters));
    }

    WebhookFilter filter(AppHandle app) {
        return new WebhookFilter(
                app,
                eventUuid,
                isDelivered,
                eventType,
                Optional.empty(),
                user,
                from,
                until,
                isOldestFirst);
    }

    private static Optional<EntityHandle> user(Fields filters) {
        var text = filters.text("user_handle");
        if (text.isPresent() && !EntityHandle.isHandle(text.get())) {
            filters.reject(
                    "user_handle",
                    "This value does not match the required handle pattern: "
                            + EntityHandle.PATTERN);
            return Optional.empty();
        }
        return text.map(EntityHandle::new);
    }

    private static Optional<Instant> epoch(Fields filters, String name) {
        var seconds = filters.wholeNumber(name);
        if (seconds.filter(its -> its < 0 || its > LAST_EPOCH).isPresent()) {
            filters.reject(name, "Integer not valid epoch.");
            return Optional.empty();
        }
        return seconds.map(Instant::ofEpochSecond);
    }
}
