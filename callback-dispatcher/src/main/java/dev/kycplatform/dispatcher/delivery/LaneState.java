package dev.kycplatform.dispatcher.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a lane by all instances together. Pure: every time is the database's.
 *
 * <pre>
 *   closed ──outages in a row──▶ open ──a probe that is answered──▶ closed
 *      └──────────only failures for days─────────┴──▶ disabled ──somebody enables it──▶ closed
 * </pre>
 *
 * @param wakeAt when to look what is due; never later than the first that is, nor empty while something
 *     will be
 * @param outages in a row
 * @param probeAt while the circuit is open, when the next attempt may be made
 * @param failingSince the first failure after the last success
 * @param disabledAt since when nothing is attempted and deliveries are held
 * @param releaseAt while deliveries that were held are let go, when the next few are
 */
public record LaneState(
        Optional<Instant> wakeAt,
        int outages,
        Optional<Instant> probeAt,
        Optional<Instant> failingSince,
        Optional<Instant> disabledAt,
        Optional<Instant> releaseAt) {
    private static final Duration BETWEEN_RELEASES = Duration.ofSeconds(1);

    /** Of a lane that nothing was ever sent to. */
    public static final LaneState NEW =
            new LaneState(
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    public boolean isOpen() {
        return probeAt.isPresent();
    }

    public boolean isDisabled() {
        return disabledAt.isPresent();
    }

    /** A delivery becomes due then. */
    public LaneState due(Instant at) {
        var wake = probeAt.filter(at::isBefore).orElse(at);
        return wakeAt.isPresent() && !wake.isBefore(wakeAt.get())
                ? this
                : waking(Optional.of(wake));
    }

    /** An attempt has ended. */
    public LaneState after(Outcome outcome, Instant now, LaneRules rules) {
        return switch (outcome) {
            case Outcome.Delivered _, Outcome.Gone _ -> closed(now).failingSince(Optional.empty());
            case Outcome.Deferred deferred when deferred.failure().isOurs() -> this;
            case Outcome.Deferred deferred when deferred.isOutage() ->
                    oneMoreOutage(now, rules).failed(now, rules);
            case Outcome.Deferred _ -> closed(now).failed(now, rules);
        };
    }

    /**
     * What was due has been looked at.
     *
     * @param wasProbed an attempt begins although the circuit is open
     * @param nextDue of all that is left
     */
    public LaneState looked(
            boolean wasProbed, Optional<Instant> nextDue, Instant now, LaneRules rules) {
        var probe = wasProbed ? Optional.of(now.plus(rules.probeInterval())) : probeAt;
        var attempt = nextDue.map(due -> probe.filter(due::isBefore).orElse(due));
        // Not before now: a lane that has more comes after those that have waited longer.
        var wake =
                Stream.of(attempt, releaseAt)
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo)
                        .map(at -> at.isBefore(now) ? now : at);
        return new LaneState(wake, outages, probe, failingSince, disabledAt, releaseAt);
    }

    /** Somebody says that the endpoint is well again: it begins anew, and what was held is let go. */
    public LaneState enabled(Instant now) {
        return new LaneState(
                Optional.of(now),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(now));
    }

    /** A few that were held have been let go, or all that were left. */
    public LaneState released(boolean isAll, Instant now) {
        var next = isAll ? Optional.<Instant>empty() : Optional.of(now.plus(BETWEEN_RELEASES));
        return new LaneState(wakeAt, outages, probeAt, failingSince, disabledAt, next);
    }

    public boolean isToRelease(Instant now) {
        return releaseAt.filter(at -> !at.isAfter(now)).isPresent();
    }

    public boolean isToProbe(Instant now) {
        return probeAt.filter(at -> !at.isAfter(now)).isPresent();
    }

    private LaneState closed(Instant now) {
        var cleared =
                new LaneState(wakeAt, 0, Optional.empty(), failingSince, disabledAt, releaseAt);
        // What was kept back may be due long since.
        return isOpen() ? cleared.due(now) : cleared;
    }

    private LaneState oneMoreOutage(Instant now, LaneRules rules) {
        var opens = !isOpen() && outages + 1 >= rules.opensAfter();
        return new LaneState(
                wakeAt,
                outages + 1,
                opens ? Optional.of(now.plus(rules.probeInterval())) : probeAt,
                failingSince,
                disabledAt,
                releaseAt);
    }

    private LaneState failed(Instant now, LaneRules rules) {
        var since = failingSince.orElse(now);
        var failing = failingSince(Optional.of(since));
        return isDisabled() || now.isBefore(since.plus(rules.disableAfter()))
                ? failing
                : failing.disabled(now);
    }

    private LaneState disabled(Instant now) {
        return new LaneState(
                Optional.of(now),
                outages,
                probeAt,
                failingSince,
                Optional.of(now),
                Optional.empty());
    }

    private LaneState failingSince(Optional<Instant> since) {
        return new LaneState(wakeAt, outages, probeAt, since, disabledAt, releaseAt);
    }

    private LaneState waking(Optional<Instant> at) {
        return new LaneState(at, outages, probeAt, failingSince, disabledAt, releaseAt);
    }
}
