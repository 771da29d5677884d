package dev.kycplatform.worker.parking;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.deployment.DependencyRecovery;
import dev.kycplatform.worker.WorkerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Claims what is due and tries it again, so many at once, each on a virtual thread of its own. While
 * PostgreSQL or Kafka is away the attempts wait, their places stay taken, and so nothing more is claimed.
 * A crash loses nothing: the leases expire and any instance claims the jobs again.
 */
@ApplicationScoped
public class ParkedJobDrain {
    private static final Logger LOG = Logger.getLogger(ParkedJobDrain.class);

    /** What may pass besides asking: a look at the store, storing, announcing. */
    private static final Duration AROUND_AN_ATTEMPT = Duration.ofSeconds(5);

    private final ParkedJobs parkedJobs;
    private final RetryParkedJob retryParkedJob;
    private final LostJobs lostJobs;
    private final ParkedJobGauge gauge;
    private final DependencyRecovery recovery;
    private final WorkerConfig config;
    private final Semaphore places;
    private final Thread thread;
    private volatile boolean stopping;

    ParkedJobDrain(
            ParkedJobs parkedJobs,
            RetryParkedJob retryParkedJob,
            LostJobs lostJobs,
            ParkedJobGauge gauge,
            DependencyRecovery recovery,
            WorkerConfig config) {
        this.parkedJobs = parkedJobs;
        this.retryParkedJob = retryParkedJob;
        this.lostJobs = lostJobs;
        this.gauge = gauge;
        this.recovery = recovery;
        this.config = config;
        this.places = new Semaphore(config.parking().concurrency());
        this.thread = Thread.ofVirtual().name("parked-job-drain").unstarted(this::run);
    }

    /** @throws IllegalStateException if a lease would not outlast an attempt */
    public void start() {
        if (config.parking().lease().compareTo(longestAttempt()) < 0) {
            throw new IllegalStateException(
                    "worker.parking.lease is shorter than an attempt may take ("
                            + longestAttempt().toSeconds()
                            + "s by worker.authority.connect-timeout and answer-timeout)");
        }
        thread.start();
    }

    /** Claims nothing more and waits for attempts under way, no longer than one takes. */
    public void stop() {
        stopping = true;
        try {
            if (!places.tryAcquire(
                    config.parking().concurrency(),
                    longestAttempt().toMillis(),
                    TimeUnit.MILLISECONDS)) {
                LOG.warn("Stopping with attempts under way: their leases are left to expire");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration longestAttempt() {
        var authority = config.authority();
        return authority.connectTimeout().plus(authority.answerTimeout()).plus(AROUND_AN_ATTEMPT);
    }

    private void run() {
        while (!stopping) {
            try {
                gauge.refresh();
                if (claimAndRetry() == 0) {
                    Thread.sleep(config.parking().pollEvery());
                }
            } catch (InterruptedException _) {
                return;
            } catch (KycException e) {
                awaitRecovery(e);
            } catch (RuntimeException e) {
                // A defect of ours: it must not end the draining of everything else.
                awaitRecovery(new KycException(ErrorCode.INTERNAL, "draining parked jobs", e));
            }
        }
    }

    /** @return how many were claimed; 0 if every place is taken */
    private int claimAndRetry() {
        int free = places.drainPermits();
        if (free == 0) {
            return 0;
        }
        int claimed = 0;
        try {
            for (var job : parkedJobs.claim(free, config.parking().lease())) {
                Thread.ofVirtual().name("parked-job").start(() -> retry(job));
                claimed++;
            }
        } finally {
            places.release(free - claimed);
        }
        return claimed;
    }

    private void retry(ParkedJob job) {
        try {
            retryParkedJob.retry(job);
        } catch (KycException e) {
            if (e.isWorthRepeating()) {
                giveBack(job, e);
            } else {
                lose(job, e);
            }
        } catch (RuntimeException e) {
            // A defect of ours: kept for a redrive after the repair.
            lose(job, new KycException(ErrorCode.INTERNAL, e.getClass().getSimpleName(), e));
        } finally {
            places.release();
        }
    }

    private void lose(ParkedJob job, KycException cause) {
        LOG.errorf(
                cause,
                "Dead-lettered a parked job: jobId=%s partnerId=%s attempt=%d code=%s",
                job.key().jobId(),
                job.key().partnerId(),
                job.attempts(),
                cause.code());
        try {
            lostJobs.bury(job, cause);
            parkedJobs.remove(job);
        } catch (KycException e) {
            giveBack(job, e);
        }
    }

    /** Once what failed is back. If it fails again, or the service stops, the lease expires. */
    private void giveBack(ParkedJob job, KycException failure) {
        if (!awaitRecovery(failure)) {
            return;
        }
        try {
            parkedJobs.release(job);
        } catch (KycException e) {
            LOG.debugf(e, "A parked job is left to its lease: code=%s", e.code());
        }
    }

    /** @return false if the service stops */
    private boolean awaitRecovery(KycException failure) {
        try {
            recovery.await(failure);
            return true;
        } catch (KycException _) {
            return false;
        }
    }
}
