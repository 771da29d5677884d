package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.dispatcher.endpoint.Lane;
import java.util.Optional;

/** Lanes at rest. Both methods throw KycException as an outage does. */
public interface Lanes {
    /** Empty if nothing was ever owed there. */
    Optional<LaneState> find(Lane lane);

    /**
     * Begins anew with an endpoint that was disabled or cut off; what is held is let go at a bounded rate.
     * Harmless where it was neither.
     *
     * @return false if there is no such lane
     */
    boolean enable(Lane lane);
}
