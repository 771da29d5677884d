package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.result.ResultReference;
import java.time.Instant;

/** The worker's results. */
public interface RecordedResults extends RecordedFacts<RecordedResults.Position> {
    /**
     * A place in their order.
     *
     * @param recordedAt by the database's clock
     */
    record Position(Instant recordedAt, ResultReference reference) {}
}
