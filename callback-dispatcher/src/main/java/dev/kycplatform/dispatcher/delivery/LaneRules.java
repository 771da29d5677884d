package dev.kycplatform.dispatcher.delivery;

import java.time.Duration;

/**
 * When a lane is cut off, and when given up.
 *
 * @param opensAfter outages in a row
 * @param probeInterval how often an attempt may still be made while the circuit is open
 * @param disableAfter how long an endpoint may only fail
 * @param releasedAtOnce deliveries that were held, let go each second once it is enabled
 */
public record LaneRules(
        int opensAfter, Duration probeInterval, Duration disableAfter, int releasedAtOnce) {}
