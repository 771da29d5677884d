package dev.kycplatform.worker.usage;

import dev.kycplatform.contracts.error.KycException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Jobs that ended, counted by partner and day. Every method throws {@link KycException} with DATABASE_UNAVAILABLE. */
public interface Usage {
    /**
     * Counts the next results, each once, by whichever instance comes first.
     *
     * @param window how much of the time since the last count, at most
     * @param behind how much of the latest time is left for later, because its commits may still come
     * @return whether there was more than the window took; false also if another instance is at it
     */
    boolean count(Duration window, Duration behind);

    /**
     * What was used.
     *
     * @param from the first day
     * @param until the day after the last
     * @param partner empty: all
     */
    Report report(LocalDate from, LocalDate until, Optional<String> partner);

    /** @param countedUntil results recorded later are not in it yet */
    record Report(Instant countedUntil, List<Line> lines) {
        public Report {
            lines = List.copyOf(lines);
        }
    }

    /** Jobs of one kind that ended in the same way. */
    record Line(
            String partnerId,
            String country,
            String idType,
            String lane,
            String resultCode,
            long jobs) {}
}
