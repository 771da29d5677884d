package dev.kycplatform.dispatcher.delivery;

import java.time.Duration;
import java.util.List;

/**
 * What owes deliveries, in the order in which it was recorded, and how far it was reconciled. Every method throws
 * KycException as an outage does.
 *
 * @param <P> a place in that order
 */
public interface RecordedFacts<P> {
    /**
     * One of them.
     *
     * @param isMissing whether it owes a delivery that is not there
     */
    record Recorded<P>(P position, boolean isMissing) {}

    /** Up to where every owed delivery is there. */
    P reconciled();

    /**
     * Those after that position, in order.
     *
     * @param behind how long ago they must have been recorded: what was recorded earlier may be committed later,
     *     though not by so much
     */
    List<Recorded<P>> after(P position, Duration behind, int most);

    /** Does nothing if another instance has moved on from there. */
    void advance(P from, P to);
}
