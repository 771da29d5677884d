package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.job.JobKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A delivery as its row says.
 *
 * @param attempts that have ended
 * @param dueAt when it is tried next; of one that is being tried, when its lease ends
 * @param lastStatus what the endpoint answered last, if it did
 */
public record LoggedDelivery(
        DeliveryKey key,
        JobKey job,
        StateName state,
        boolean isHeldByOperator,
        int attempts,
        Optional<Instant> dueAt,
        Optional<Instant> firstAttemptedAt,
        Optional<Instant> endedAt,
        Optional<Integer> lastStatus) {}
