package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.dispatcher.endpoint.Lane;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Lanes at rest. Every method throws KycException as an outage does. */
public interface Lanes {
    /** Empty if nothing was ever owed there. */
    Optional<LaneState> find(Lane lane);

    /** One of a list. */
    record Listed(Lane lane, LaneState state) {}

    /**
     * Some, by partner and endpoint.
     *
     * @param onlyInTrouble those that are cut off or disabled
     * @param after the last one of the page before
     */
    List<Listed> list(
            Optional<PartnerId> partner, boolean onlyInTrouble, Optional<Lane> after, int most);

    /**
     * Changes one by hand, and tells operators if that makes a difference. Joins the caller's transaction.
     *
     * @param change of the state at the database's time
     * @return the state after it; empty if there is no such lane
     */
    Optional<LaneState> change(Lane lane, BiFunction<LaneState, Instant, LaneState> change);

    /** How many are as an operator would want to know. */
    record Troubles(long cutOff, long disabled) {}

    Troubles troubles();
}
