package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.result.ResultReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The worker's results in the order in which they were recorded, and how far they were reconciled. */
public interface RecordedResults {
    /**
     * A place in that order.
     *
     * @param recordedAt by the database's clock
     */
    record Position(Instant recordedAt, ResultReference reference) {}

    /**
     * One result.
     *
     * @param isMissing whether it owes a callback of which there is no delivery
     */
    record Recorded(Position position, boolean isMissing) {}

    /** Up to where every owed delivery is there. */
    Position reconciled();

    /**
     * Those after that position, in order.
     *
     * @param behind how long ago they must have been recorded: a result that was recorded earlier may be
     *     committed later, though not by so much
     */
    List<Recorded> after(Position position, Duration behind, int most);

    /** Does nothing if another instance has moved on from there. */
    void advance(Position from, Position to);
}
