package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.job.PartnerId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which callbacks of one partner; what is empty does not matter.
 *
 * @param state one of {@link #STATES}
 * @param since jobs accepted then or later
 */
public record CallbackFilter(
        PartnerId partner,
        Optional<WebhookId> webhookId,
        Optional<String> state,
        Optional<Instant> since) {
    /** As the dispatcher names them. */
    public static final Set<String> STATES =
            Set.of("pending", "attempting", "delivered", "exhausted", "gone", "held");
}
