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
    private final DrainTurns turns;

    ParkJob(ParkedJobs parkedJobs, RetrySchedule schedule, DrainTurns turns) {
        this.parkedJobs = parkedJobs;
        this.schedule = schedule;
        this.turns = turns;
    }

    @Override
    public void park(ReceivedJob job, Outcome.Postponed postponed) {
        var delay = schedule.delay(postponed);
        parkedJobs.add(
                new NewlyParked(
                        job,
                        postponed,
                        delay,
                        schedule.deadline(job.key().partnerId(), job.acceptedAt())));
        if (delay.isZero()) {
            turns.add(new Queue(postponed.authority(), job.key().partnerId()));
        }
        LOG.debugf(
                "Job parked: jobId=%s partnerId=%s attempt=%d cause=%s",
                job.key().jobId(), job.key().partnerId(), postponed.attempts(), postponed.cause());
    }
}
