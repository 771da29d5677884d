package dev.kycplatform.acceptance;

import java.time.Duration;
import java.util.Locale;

/**
 * One thing that goes wrong.
 *
 * @param after the fault before, or the beginning of the round
 * @param instance which of two, from 0
 * @param lasts until it is over
 */
record Fault(Duration after, Victim victim, int instance, Blow blow, Duration lasts) {
    /** Whom it happens to. */
    enum Victim {
        INTAKE,
        WORKER,
        DISPATCHER,
        FLOW,
        KAFKA,
        POSTGRES,
        DISK,
        AUTHORITY,
        RECEIVERS;

        /** Services run twice; of the two authorities of the load it is one. */
        boolean hasTwo() {
            return switch (this) {
                case INTAKE, WORKER, DISPATCHER, FLOW, AUTHORITY -> true;
                case KAFKA, POSTGRES, DISK, RECEIVERS -> false;
            };
        }
    }

    /** What happens. */
    enum Blow {
        /** {@code kill -9}. */
        KILL,
        /** SIGSTOP, later SIGCONT. */
        PAUSE,
        /** Answers 503 to everything. */
        REFUSE,
        /** Takes requests and answers too late. */
        STALL,
        /** Something else takes all the room that is left. */
        FILL,
        /** SIGTERM, and started again. */
        RESTART
    }

    @Override
    public String toString() {
        return "%s %s %d after %.2f s for %.2f s"
                .formatted(
                        blow.name().toLowerCase(Locale.ROOT),
                        victim.name().toLowerCase(Locale.ROOT),
                        instance,
                        after.toMillis() / 1e3,
                        lasts.toMillis() / 1e3);
    }
}
