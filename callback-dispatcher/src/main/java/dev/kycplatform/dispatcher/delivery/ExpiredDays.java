package dev.kycplatform.dispatcher.delivery;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * Days by when jobs were accepted, each with a partition of deliveries and attempts. Every method throws
 * KycException as an outage does.
 */
public interface ExpiredDays {
    /** Days that are older than that and of which no result is stored any more. */
    List<LocalDate> withoutResults(Duration olderThan);

    /**
     * Ends what is held of such a day: there is nothing left to send.
     *
     * @return how many deliveries it was
     */
    int endHeld(LocalDate day, int most);

    /** Forgets commands that were carried out that long ago: their records are no more. */
    void forgetCommands(Duration olderThan);

    /** @return false if something is still to be done there, or a result has come; then it stays */
    boolean drop(LocalDate day);
}
