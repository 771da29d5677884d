package dev.kycplatform.worker.usage;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.worker.WorkerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Counts what partners used, every minute; any number of instances, one at a time. */
@ApplicationScoped
public class CountUsage {
    private static final Logger LOG = Logger.getLogger(CountUsage.class);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final int MOST_STATEMENTS = 100;

    private final Usage usage;
    private final WorkerConfig.Usage config;
    private final Thread thread = Thread.ofVirtual().name("usage").unstarted(this::run);
    private Duration window = Duration.ofMinutes(1);

    CountUsage(Usage usage, WorkerConfig config) {
        this.usage = usage;
        this.config = config.usage();
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
                count();
            }
        } catch (InterruptedException _) {
            // The service stops.
        }
    }

    /** One round. */
    void count() {
        try {
            for (int i = 0; i < MOST_STATEMENTS && usage.count(window, config.behind()); i++) {
                window = shorter(window.multipliedBy(2), LONGEST);
            }
        } catch (KycException e) {
            // It may have been too much for the time a statement has.
            window = longer(window.dividedBy(4), SHORTEST);
            LOG.warnf(e, "Usage is counted in the next round: code=%s", e.code());
        } catch (RuntimeException e) {
            // A defect of ours must not end the counting.
            LOG.error("Counting usage failed", e);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
