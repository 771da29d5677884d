package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.dispatcher.DispatcherConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import org.jboss.logging.Logger;

/** Lets deliveries go with their results, a day at a time, so that nothing grows for ever. */
@Singleton
public class DropExpiredDays {
    private static final Logger LOG = Logger.getLogger(DropExpiredDays.class);
    private static final int BATCH = 1_000;

    /** Twice as long as their topic keeps them. */
    private static final Duration KEEP_COMMANDS = Duration.ofDays(28);

    private final ExpiredDays days;
    private final Duration keep;
    private final Repeatedly repeatedly;

    DropExpiredDays(ExpiredDays days, DispatcherConfig config) {
        this.days = days;
        this.keep = config.keepAtLeast();
        this.repeatedly = new Repeatedly("expired days", config.expiryInterval(), this::run);
    }

    public void start() {
        repeatedly.start();
    }

    public void stop() {
        repeatedly.stop();
    }

    private void run() {
        days.forgetCommands(KEEP_COMMANDS);
        for (var day : days.withoutResults(keep)) {
            if (repeatedly.isStopping()) {
                return;
            }
            endHeld(day);
            if (days.drop(day)) {
                LOG.infof("Dropped the deliveries of a day whose results are gone: %s", day);
            }
        }
    }

    private void endHeld(LocalDate day) {
        int ended;
        do {
            ended = days.endHeld(day, BATCH);
        } while (ended == BATCH && !repeatedly.isStopping());
    }
}
