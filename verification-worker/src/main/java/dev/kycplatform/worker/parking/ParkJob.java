package dev.kycplatform.worker.parking;

import dev.kycplatform.worker.lookup.Outcome;
import dev.kycplatform.worker.lookup.Parking;
import dev.kycplatform.worker.lookup.ReceivedJob;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Parks a job whose first attempt gave no answer. From then on its row owns it, not its record. */
@ApplicationScoped
class ParkJob implements Parking {
    private static final Logger LOG = Logger.getLogger(ParkJob.class);

    private final ParkedJobs parkedJobs;
    private final RetrySchedule schedule;

    ParkJob(ParkedJobs parkedJobs, RetrySchedule schedule) {
        this.parkedJobs = parkedJobs;
        this.schedule = schedule;
    }

    @Override
    public void park(ReceivedJob job, Outcome.Postponed postponed) {
        parkedJobs.add(
                new NewlyParked(
                        job,
                        postponed,
                        schedule.delay(postponed),
                        schedule.deadline(job.acceptedAt())));
        LOG.debugf(
                "Job parked: jobId=%s partnerId=%s attempt=%d cause=%s",
                job.key().jobId(), job.key().partnerId(), postponed.attempts(), postponed.cause());
    }
}
