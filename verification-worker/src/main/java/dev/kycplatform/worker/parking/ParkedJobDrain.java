package dev.kycplatform.worker.parking;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.deployment.DependencyRecovery;
import dev.kycplatform.worker.WorkerConfig;
import dev.kycplatform.worker.lookup.AuthoritySlots;
import dev.kycplatform.worker.lookup.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Claims what is ready, as many jobs as there are slots for, and tries them again, each on a virtual thread of
 * its own. While PostgreSQL or Kafka is away the attempts wait, their places stay taken, and so nothing
 * more is claimed. A crash loses nothing: the leases expire and any instance claims the jobs again.
 */
@ApplicationScoped
public class ParkedJobDrain {
    private static final Logger LOG = Logger.getLogger(ParkedJobDrain.class);

    /** What may pass besides asking: a look at the store, storing, announcing. */
    private static final Duration AROUND_AN_ATTEMPT = Duration.ofSeconds(5);

    /** A slot that comes free is used again as soon; what comes free meanwhile shares a claim. */
    private static final Duration BETWEEN_CLAIMS = Duration.ofMillis(10);

    /** All of a claim begin at once, and whatever else is to be done at that moment comes after them. */
    private static final int MOST_IN_A_CLAIM = 50;

    /** Far more than there are partners with a backlog, unless all of them have one. */
    private static final int MOST_QUEUES = 10_000;

    /** How soon a job is given up that passes its deadline while its authority is not asked. */
    private static final Duration BETWEEN_OVERDUE = Duration.ofSeconds(5);

    private static final int MOST_OVERDUE_QUEUES = 200;

    /** Until a job whose key is not held is looked at again; its deadline ends that. */
    private static final Duration BETWEEN_KEYS = Duration.ofMinutes(1);

    private static final int MOST_OVERDUE_OF_A_QUEUE = 20;

    private final ParkedJobs parkedJobs;
    private final DrainTurns turns;
    private final RetryParkedJob retryParkedJob;
    private final LostJobs lostJobs;
    private final ParkedJobGauge gauge;
    private final DependencyRecovery recovery;
    private final WorkerConfig config;
    private final Semaphore places;
    private final Thread thread;
    private long lookAtNanos = System.nanoTime();
    private long overdueAtNanos = System.nanoTime();
    private volatile boolean stopping;

    ParkedJobDrain(
            ParkedJobs parkedJobs,
            DrainTurns turns,
            RetryParkedJob retryParkedJob,
            LostJobs lostJobs,
            ParkedJobGauge gauge,
            DependencyRecovery recovery,
            WorkerConfig config) {
        this.parkedJobs = parkedJobs;
        this.turns = turns;
        this.retryParkedJob = retryParkedJob;
        this.lostJobs = lostJobs;
        this.gauge = gauge;
        this.recovery = recovery;
        this.config = config;
        this.places = new Semaphore(config.parking().concurrency());
        this.thread = Thread.ofVirtual().name("parked-job-drain").unstarted(this::run);
    }

    /**
     * @throws IllegalStateException if a lease would not outlast an attempt, or a job would be asked for when
     *     it is hardly known any more whether it was answered
     */
    public void start() {
        var longest = RetrySchedule.longest(config);
        if (config.parking().giveUpAfter().compareTo(longest) > 0) {
            throw new IllegalStateException(
                    "worker.parking.give-up-after is longer than %dd: worker.results-kept-for less %dd"
                            .formatted(longest.toDays(), RetrySchedule.BEFORE_RESULTS_GO.toDays()));
        }
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
                look();
                retryReady();
                retryOverdue();
                Thread.sleep(BETWEEN_CLAIMS);
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

    private void look() {
        if (System.nanoTime() - lookAtNanos < 0) {
            return;
        }
        var isMore = parkedJobs.wake();
        turns.replace(parkedJobs.queues(MOST_QUEUES));
        var pause = isMore ? Duration.ZERO : config.parking().pollEvery();
        lookAtNanos = System.nanoTime() + pause.toNanos();
    }

    private void retryReady() {
        var slots = turns.take(Math.min(MOST_IN_A_CLAIM, places.availablePermits()));
        if (slots.isEmpty()) {
            return;
        }
        try {
            var claims =
                    slots.entrySet().stream()
                            .map(it -> new Claim(it.getKey(), it.getValue().size(), false))
                            .toList();
            for (var job : parkedJobs.claim(claims, config.parking().lease())) {
                var slot = Optional.ofNullable(slots.get(job.queue())).map(Deque::poll);
                start(job, slot);
            }
        } finally {
            slots.forEach(this::giveBack);
        }
    }

    /** Slots that found no job: their queue had no more. */
    private void giveBack(Queue queue, Deque<AuthoritySlots.Slot> left) {
        if (!left.isEmpty()) {
            left.forEach(AuthoritySlots.Slot::close);
            turns.remove(queue);
        }
    }

    private void retryOverdue() {
        if (System.nanoTime() - overdueAtNanos < 0) {
            return;
        }
        var free = places.availablePermits();
        var queues = turns.closed(Math.min(MOST_OVERDUE_QUEUES, free));
        var most = Math.min(MOST_OVERDUE_OF_A_QUEUE, free / Math.max(1, queues.size()));
        var claims = queues.stream().map(queue -> new Claim(queue, most, true)).toList();
        if (!claims.isEmpty()) {
            parkedJobs
                    .claim(claims, config.parking().lease())
                    .forEach(job -> start(job, Optional.empty()));
        }
        overdueAtNanos = System.nanoTime() + BETWEEN_OVERDUE.toNanos();
    }

    private void start(ParkedJob job, Optional<AuthoritySlots.Slot> slot) {
        places.acquireUninterruptibly();
        Thread.ofVirtual().name("parked-job").start(() -> retry(job, slot));
    }

    private void retry(ParkedJob job, Optional<AuthoritySlots.Slot> slot) {
        try {
            attempt(job, slot);
        } catch (KycException e) {
            if (e.isWorthRepeating()) {
                giveBack(job, e);
            } else if (e.code() == ErrorCode.SEAL_KEY_UNKNOWN && !job.isOverdue()) {
                awaitKey(job);
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

    /** The slot is free before anything else is waited for. */
    private void attempt(ParkedJob job, Optional<AuthoritySlots.Slot> slot) {
        try {
            retryParkedJob.retry(job, slot);
        } finally {
            slot.ifPresent(AuthoritySlots.Slot::close);
        }
    }

    /** Keys reach instances one after the other: another one may hold it, and this one soon. */
    private void awaitKey(ParkedJob job) {
        var postponed =
                new Outcome.Postponed(
                        job.authority(),
                        "key_unknown",
                        Optional.empty(),
                        job.attempts(),
                        Optional.empty(),
                        Outcome.Next.TIME);
        try {
            parkedJobs.putBack(job, postponed, BETWEEN_KEYS);
        } catch (KycException e) {
            LOG.debugf(e, "A parked job is left to its lease: code=%s", e.code());
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
