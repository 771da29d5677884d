package dev.kycplatform.worker.parking.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.eventlog.DeadLetters;
import dev.kycplatform.worker.parking.LostJobs;
import dev.kycplatform.worker.parking.ParkedJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/** Parked jobs among the dead letters, under the key they came with. */
@ApplicationScoped
class DeadLetteredJobs implements LostJobs {
    private static final String ORIGIN = "worker.parked_job";

    private final DeadLetters deadLetters;

    DeadLetteredJobs(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public void bury(ParkedJob job, KycException cause) {
        deadLetters.add(
                Topics.JOBS,
                job.key().toString().getBytes(StandardCharsets.UTF_8),
                job.event(),
                ORIGIN,
                cause);
    }
}
