package dev.kycplatform.flow.webhook;

import dev.kycplatform.contracts.callback.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A webhook that is owed to one endpoint of an app, and what has become of it.
 *
 * @param eventUuid what the app knows it by; the same at every endpoint
 * @param delivery empty: the dispatcher has not taken it up yet
 */
public record LoggedWebhook(
        Key key, UUID eventUuid, String eventType, Content content, Optional<Delivery> delivery) {

    /**
     * What its delivery is found by.
     *
     * @param acceptedAt of the transition that owes it
     */
    public record Key(Instant acceptedAt, WebhookId webhookId, String endpointId) {}

    /**
     * What it says, and where it goes.
     *
     * @param actionNeeded what is waited for
     * @param url its path and query are nobody else's business
     */
    public record Content(
            String verificationId,
            String userHandle,
            String outcome,
            Optional<String> actionNeeded,
            String url) {
        /** Never prints the address. */
        @Override
        public String toString() {
            return "Content[" + verificationId + "]";
        }
    }

    /**
     * Its way to the endpoint.
     *
     * @param endpoint as the dispatcher names it
     * @param state pending, attempting, delivered, exhausted, gone or held
     * @param attempts that have ended
     * @param attemptLog the earliest first
     */
    public record Delivery(
            String endpoint,
            String state,
            int attempts,
            Optional<Instant> nextAttemptAt,
            Optional<Instant> endedAt,
            List<Attempted> attemptLog) {
        public Delivery {
            attemptLog = List.copyOf(attemptLog);
        }
    }

    /**
     * One attempt that has ended.
     *
     * @param status what the endpoint answered; empty: nothing
     * @param failure what kind of failure it was, if none answered or was asked
     */
    public record Attempted(
            Instant at, String outcome, Optional<Integer> status, Optional<String> failure) {}

    public boolean isDelivered() {
        return delivery.filter(its -> its.state().equals("delivered")).isPresent();
    }

    /** Whether another attempt comes by itself, now or later. */
    public boolean isInProgress() {
        return delivery.map(Delivery::state)
                .map(
                        state ->
                                state.equals("pending")
                                        || state.equals("attempting")
                                        || state.equals("held"))
                .orElse(true);
    }

    public Instant updatedAt() {
        return delivery.stream()
                .flatMap(
                        its ->
                                Stream.concat(
                                        its.endedAt().stream(),
                                        its.attemptLog().stream().map(Attempted::at)))
                .reduce(key.acceptedAt(), (one, other) -> one.isAfter(other) ? one : other);
    }
}
