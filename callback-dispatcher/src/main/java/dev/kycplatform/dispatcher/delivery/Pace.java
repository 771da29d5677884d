package dev.kycplatform.dispatcher.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How fast attempts may begin at an endpoint whose operator asks for it: so many each second, and no more than
 * that at once. Shared by all instances, for it rests with the lane. Each attempt pays for its part of a second;
 * nothing may be paid for more than a second ahead.
 *
 * @param perSecond empty: as fast as there is room
 * @param spentUntil up to when attempts have been paid for; empty: never
 */
public record Pace(Optional<Integer> perSecond, Optional<Instant> spentUntil) {
    /** As fast as there is room. */
    public static final Pace FREE = new Pace(Optional.empty(), Optional.empty());

    private static final Duration AHEAD = Duration.ofSeconds(1);

    /** So many each second. */
    public static Pace of(int perSecond) {
        return new Pace(Optional.of(perSecond), Optional.empty());
    }

    /** How many may begin now. */
    public int allowance(Instant now) {
        return perSecond
                .map(rate -> Math.toIntExact(left(now).dividedBy(price(rate))))
                .orElse(Integer.MAX_VALUE);
    }

    /** So many have begun. */
    public Pace spent(int attempts, Instant now) {
        return perSecond
                .map(
                        rate ->
                                new Pace(
                                        perSecond,
                                        Optional.of(
                                                paid(now)
                                                        .plus(price(rate).multipliedBy(attempts)))))
                .orElse(this);
    }

    /** When the next may begin; empty: now. */
    public Optional<Instant> nextAt(Instant now) {
        return perSecond
                .map(rate -> paid(now).plus(price(rate)).minus(AHEAD))
                .filter(at -> at.isAfter(now));
    }

    private Duration left(Instant now) {
        var left = Duration.between(paid(now), now.plus(AHEAD));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Instant paid(Instant now) {
        return spentUntil.filter(now::isBefore).orElse(now);
    }

    private static Duration price(int rate) {
        return AHEAD.dividedBy(rate);
    }
}
