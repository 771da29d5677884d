package dev.kycplatform.intake.overview;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.intake.IntakeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sees to it that no accepted job without a result is overlooked: every minute, what was accepted a while ago is looked
 * at, once, and what had no result then again until it has. Any number of instances: one looks at a time. Looking takes
 * half of the time at most: without a rest a minute of 1,000 jobs a second kept PostgreSQL busy for seconds on end.
 */
@ApplicationScoped
public class WatchOpenJobs {
    private static final Logger LOG = Logger.getLogger(WatchOpenJobs.class);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** A statement of so many rows stays far below its two seconds. */
    private static final int BATCH = 2_000;

    private static final int MOST_STATEMENTS = 1_000;

    private final OpenJobs openJobs;
    private final IntakeConfig.OpenJobs config;
    private final OpenJobGauges gauges;
    private final Pace pace;
    private final Thread thread = Thread.ofVirtual().name("open-jobs").unstarted(this::run);
    private Duration window = SHORTEST;

    @Inject
    WatchOpenJobs(OpenJobs openJobs, IntakeConfig config, OpenJobGauges gauges) {
        this(openJobs, config, gauges, Pace.HALF_OF_THE_TIME);
    }

    WatchOpenJobs(OpenJobs openJobs, IntakeConfig config, OpenJobGauges gauges, Pace pace) {
        this.openJobs = openJobs;
        this.config = config.openJobs();
        this.gauges = gauges;
        this.pace = pace;
    }

    public void start() {
        thread.start();
    }

    public void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(config.interval());
                look();
            }
        } catch (InterruptedException _) {
            // The service stops.
        }
    }

    /** One round. */
    public void look() {
        try {
            lookAtNew();
            lookAgain();
            gauges.show(openJobs.counts());
        } catch (KycException e) {
            LOG.warnf(e, "Open jobs are looked at in the next round: code=%s", e.code());
        } catch (RuntimeException e) {
            // A defect of ours must not end the looking.
            LOG.error("Looking at open jobs failed", e);
        }
    }

    /** What comes of age meanwhile is the next round's. */
    private void lookAtNew() {
        var isMore = true;
        for (int i = 0; i < MOST_STATEMENTS && isMore && !isStopped(); i++) {
            var look = look(window);
            look.ifPresent(this::fitWindow);
            isMore = look.filter(OpenJobs.Look::isMore).isPresent();
        }
    }

    /** The busier the time, the less of it at once; the last of a round, cut short by now, says nothing of a quiet time. */
    private void fitWindow(OpenJobs.Look look) {
        if (look.claims() > BATCH) {
            window = longer(SHORTEST, window.dividedBy(2));
        } else if (look.isMore() && look.claims() < BATCH / 4) {
            var longer = window.multipliedBy(2);
            window = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        }
    }

    /** What takes too long is cut shorter in the next round, however quiet the time was that made it so long. */
    private Optional<OpenJobs.Look> look(Duration length) {
        try {
            return pace.take(() -> openJobs.look(length, config.behind()));
        } catch (KycException e) {
            window = longer(SHORTEST, length.dividedBy(4));
            throw e;
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void lookAgain() {
        var last = Optional.<JobKey>empty();
        for (int i = 0; i < MOST_STATEMENTS && !isStopped(); i++) {
            var after = last;
            last = pace.take(() -> openJobs.lookAgain(after, BATCH));
            if (last.isEmpty()) {
                return;
            }
        }
    }

    /** A statement would not survive the interrupt that has ended a rest. */
    private static boolean isStopped() {
        return Thread.currentThread().isInterrupted();
    }
}
