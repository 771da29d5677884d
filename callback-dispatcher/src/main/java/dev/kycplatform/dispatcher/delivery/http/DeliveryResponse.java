package dev.kycplatform.dispatcher.delivery.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.dispatcher.delivery.LoggedAttempt;
import dev.kycplatform.dispatcher.delivery.LoggedDelivery;
import dev.kycplatform.dispatcher.delivery.StateName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery, as operators read it.
 *
 * @param attempts that have ended
 * @param nextAttemptAt while it is pending
 * @param attemptLog every attempt, first one first; null in a list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryResponse(
        @JsonProperty("webhook_id") String webhookId,
        @JsonProperty("partner_id") String partnerId,
        @JsonProperty("job_id") String jobId,
        @JsonProperty("endpoint") String endpoint,
        @JsonProperty("state") String state,
        @JsonProperty("held_by_operator") boolean isHeldByOperator,
        @JsonProperty("accepted_at") Instant acceptedAt,
        @JsonProperty("attempts") int attempts,
        @JsonProperty("next_attempt_at") @Nullable Instant nextAttemptAt,
        @JsonProperty("first_attempted_at") @Nullable Instant firstAttemptedAt,
        @JsonProperty("ended_at") @Nullable Instant endedAt,
        @JsonProperty("last_status") @Nullable Integer lastStatus,
        @JsonProperty("attempt_log") @Nullable List<Attempt> attemptLog) {

    /**
     * One attempt.
     *
     * @param hasAnswer whether something of an answer is kept, sealed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attempt(
            @JsonProperty("attempt") int attempt,
            @JsonProperty("at") Instant at,
            @JsonProperty("took_ms") long tookMillis,
            @JsonProperty("outcome") String outcome,
            @JsonProperty("status") @Nullable Integer status,
            @JsonProperty("failure") @Nullable String failure,
            @JsonProperty("has_answer") boolean hasAnswer) {
        static Attempt from(LoggedAttempt attempt) {
            return new Attempt(
                    attempt.attempt(),
                    attempt.at(),
                    attempt.took().toMillis(),
                    attempt.outcome(),
                    attempt.status().orElse(null),
                    attempt.failure().orElse(null),
                    attempt.sealedAnswer().isPresent());
        }
    }

    static DeliveryResponse from(LoggedDelivery delivery, @Nullable List<LoggedAttempt> attempts) {
        return new DeliveryResponse(
                delivery.key().webhookId().value(),
                delivery.job().partnerId().value(),
                delivery.job().jobId().value(),
                delivery.key().endpoint().origin(),
                delivery.state().wire(),
                delivery.isHeldByOperator(),
                delivery.key().acceptedAt(),
                delivery.attempts(),
                delivery.state() == StateName.PENDING ? delivery.dueAt().orElse(null) : null,
                delivery.firstAttemptedAt().orElse(null),
                delivery.endedAt().orElse(null),
                delivery.lastStatus().orElse(null),
                attempts == null ? null : attempts.stream().map(Attempt::from).toList());
    }
}
