package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.dispatcher.endpoint.Lane;
import java.time.Instant;

/**
 * A delivery that is due and may be taken up.
 *
 * @param bodySize of the sealed body, in bytes
 * @param isRetry whether it was attempted before, or is to probe a lane that is cut off
 */
public record Candidate(DeliveryKey key, Lane lane, int bodySize, boolean isRetry, Instant dueAt) {
    /** However many endpoints are dead, their probes take no room from first tries elsewhere. */
    public Candidate asProbe() {
        return new Candidate(key, lane, bodySize, true, dueAt);
    }
}
