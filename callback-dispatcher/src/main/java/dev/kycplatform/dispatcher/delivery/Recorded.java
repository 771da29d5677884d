package dev.kycplatform.dispatcher.delivery;

import java.util.Optional;

/**
 * What recording an attempt came to.
 *
 * @param isOurs false: the lease had passed on, and nothing was recorded
 * @param change of the lane, by this attempt
 */
public record Recorded(boolean isOurs, Optional<LaneChange> change) {}
