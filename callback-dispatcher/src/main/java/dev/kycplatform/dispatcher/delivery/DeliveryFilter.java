package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.job.JobId;
import dev.kycplatform.contracts.job.PartnerId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which deliveries; what is empty does not matter.
 *
 * @param job a partner's own id of a job; goes with the partner only
 * @param since jobs accepted then or later
 */
public record DeliveryFilter(
        Optional<PartnerId> partner,
        Optional<JobId> job,
        Optional<StateName> state,
        Optional<Instant> since) {
    public DeliveryFilter {
        if (job.isPresent() && partner.isEmpty()) {
            throw new IllegalArgumentException("a job is a partner's");
        }
    }
}
