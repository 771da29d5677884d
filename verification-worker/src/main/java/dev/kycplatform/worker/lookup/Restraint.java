package dev.kycplatform.worker.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;

/**
 * How many lookups one partner may have under way at an authority while jobs of partners with few take longer here
 * than they need. Slots share out what authorities allow; what an instance itself has to give, processors above all,
 * nobody counts, so it is felt: by the time that jobs of the others take, their authority's apart. While that is too
 * long, who has most is cut each quarter of a second, and comes back more slowly (ADR-0014). Not safe for
 * threads.
 */
final class Restraint {
    /** Whoever has fewer under way is never held back. */
    static final int LEAST = 32;

    /** Whoever wants more comes to it step by step, so that what it does to others is felt in time. */
    static final int FIRST = 64;

    private static final Duration STEP = Duration.ofMillis(250);
    private static final double DEEPEST_CUT = 0.5;
    private static final double LIGHTEST_CUT = 0.9;

    /** While there are others. */
    private static final double GROWTH = 1.06;

    /** While there are none: a second, and it has all. */
    private static final double GROWTH_ALONE = 2;

    /** Of the latest time, against those before it: five jobs, more or less, decide. */
    private static final double WEIGHT = 0.2;

    /** A record that comes again long after it was written says nothing of today. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** What was felt longer ago says nothing of now. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** What jobs take at best is the best of the last two of these. */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int FEW = 8;

    private final double slowFrom;
    private double most = FIRST;
    private int busiest;
    private double felt;
    private double best;
    private double bestBefore;
    private Instant feltAt = Instant.EPOCH;
    private Instant steppedAt = Instant.EPOCH;
    private Instant windowFrom = Instant.EPOCH;

    /** @param slowFrom what no job is slow below; or below twice what jobs take at best, if that is more */
    Restraint(Duration slowFrom) {
        this.slowFrom = slowFrom.toNanos();
        this.best = this.slowFrom / 2;
        this.bestBefore = best;
    }

    /**
     * A job has been taken care of.
     *
     * @param own how long it took since it was published, its authority's time apart
     * @param held new ones that its partner has under way
     */
    void feel(Duration own, int held, Instant now) {
        if (busiest <= LEAST || held * FEW > busiest) {
            return;
        }
        var nanos = nanos(own);
        felt = isFresh(now) ? felt + WEIGHT * (nanos - felt) : nanos;
        feltAt = now;
    }

    /**
     * A job has been taken up, so late already. Only bad news comes that early: what follows may take long.
     *
     * @param late since it was published
     */
    void feelEarly(Duration late, int held, Instant now) {
        if (nanos(late) > Math.max(felt, slowFrom)) {
            feel(late, held, now);
        }
    }

    private static double nanos(Duration own) {
        return (own.compareTo(LONGEST) < 0 ? own : LONGEST).toNanos();
    }

    /**
     * How many lookups one partner may have under way at an authority.
     *
     * @param counted the most that anybody has under way at one; asked for a few times a second
     */
    int most(IntSupplier counted, Instant now) {
        if (!now.isBefore(steppedAt.plus(STEP))) {
            busiest = counted.getAsInt();
            step(now);
            steppedAt = now;
        }
        return (int) most;
    }

    private void step(Instant now) {
        if (!now.isBefore(windowFrom.plus(WINDOW))) {
            bestBefore = best;
            best = Double.MAX_VALUE;
            windowFrom = now;
        }
        if (isFresh(now)) {
            best = Math.min(best, felt);
        }
        most =
                isFresh(now) && felt > slow()
                        ? Math.max(LEAST, cut() * Math.min(most, busiest))
                        : growth(now) * Math.min(most, Math.max(FIRST, busiest));
    }

    private double growth(Instant now) {
        return isFresh(now) ? GROWTH : GROWTH_ALONE;
    }

    /** The slower, the deeper: four times too slow halves. */
    private double cut() {
        return Math.clamp(Math.sqrt(slow() / felt), DEEPEST_CUT, LIGHTEST_CUT);
    }

    private double slow() {
        return Math.max(slowFrom, 2 * Math.min(best, bestBefore));
    }

    private boolean isFresh(Instant now) {
        return now.isBefore(feltAt.plus(FRESH));
    }
}
