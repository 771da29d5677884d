package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.callback.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A callback's delivery, as the dispatcher shows it.
 *
 * @param attempts that have ended
 * @param nextAttemptAt while it is pending
 * @param lastStatus what the endpoint answered last, if it did
 * @param attemptLog first one first
 */
public record LoggedCallback(
        Key key,
        String jobId,
        String state,
        int attempts,
        Optional<Instant> nextAttemptAt,
        Optional<Instant> firstAttemptedAt,
        Optional<Instant> endedAt,
        Optional<Integer> lastStatus,
        List<Attempted> attemptLog) {

    /**
     * What a delivery is known by.
     *
     * @param endpoint the origin it goes to
     */
    public record Key(Instant acceptedAt, WebhookId webhookId, String endpoint) {}

    /**
     * One attempt.
     *
     * @param attempt from 1
     * @param failure in the dispatcher's words; empty if it was received
     */
    public record Attempted(
            int attempt,
            Instant at,
            Duration took,
            String outcome,
            Optional<Integer> status,
            Optional<String> failure) {}
}
