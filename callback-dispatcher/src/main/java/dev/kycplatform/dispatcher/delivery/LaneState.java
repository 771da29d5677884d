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
 * @param pace how fast attempts may begin
 */
public record LaneState(
        Optional<Instant> wakeAt,
        int outages,
        Optional<Instant> probeAt,
        Optional<Instant> failingSince,
        Optional<Instant> disabledAt,
        Optional<Instant> releaseAt,
        Pace pace) {
    private static final Duration BETWEEN_RELEASES = Duration.ofSeconds(1);

    /** Of a lane that nothing was ever sent to. */
    public static final LaneState NEW =
            new LaneState(
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Pace.FREE);

    public boolean isOpen() {
        return probeAt.isPresent();
    }

    public boolean isDisabled() {
        return disabledAt.isPresent();
    }

    /** A delivery becomes due then. */
    public LaneState due(Instant at) {
        var wake = notBefore(at, probeAt);
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
        var attempt = nextDue.map(due -> notBefore(notBefore(due, probe), pace.nextAt(now)));
        // Not before now: a lane that has more comes after those that have waited longer.
        var wake =
                Stream.of(attempt, releaseAt)
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo)
                        .map(at -> at.isBefore(now) ? now : at);
        return new LaneState(wake, outages, probe, failingSince, disabledAt, releaseAt, pace);
    }

    /** Somebody says that the endpoint is well again: it begins anew, and what was held is let go. */
    public LaneState enabled(Instant now) {
        return new LaneState(
                Optional.of(now),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(now),
                pace);
    }

    /** Somebody says that nothing is to be sent there: what is due is held. */
    public LaneState disabledByHand(Instant now) {
        return isDisabled() ? this : disabled(now);
    }

    /** Somebody wants what is due to be tried now, be the endpoint down or not. */
    public LaneState hurried(Instant now) {
        return isOpen()
                ? new LaneState(
                                wakeAt,
                                outages,
                                Optional.of(now),
                                failingSince,
                                disabledAt,
                                releaseAt,
                                pace)
                        .due(now)
                : due(now);
    }

    /** From now on so fast. What waits is looked at anew. */
    public LaneState paced(Pace wanted, Instant now) {
        var paced =
                new LaneState(
                        wakeAt, outages, probeAt, failingSince, disabledAt, releaseAt, wanted);
        return wakeAt.isPresent() ? paced.due(now) : paced;
    }

    /** So many attempts begin; probes are not counted. */
    public LaneState began(int attempts, Instant now) {
        return new LaneState(
                wakeAt,
                outages,
                probeAt,
                failingSince,
                disabledAt,
                releaseAt,
                pace.spent(attempts, now));
    }

    /** A few that were held have been let go, or all that were left. */
    public LaneState released(boolean isAll, Instant now) {
        var next = isAll ? Optional.<Instant>empty() : Optional.of(now.plus(BETWEEN_RELEASES));
        return new LaneState(wakeAt, outages, probeAt, failingSince, disabledAt, next, pace);
    }

    public boolean isToRelease(Instant now) {
        return releaseAt.filter(at -> !at.isAfter(now)).isPresent();
    }

    public boolean isToProbe(Instant now) {
        return probeAt.filter(at -> !at.isAfter(now)).isPresent();
    }

    private LaneState closed(Instant now) {
        var cleared =
                new LaneState(
                        wakeAt, 0, Optional.empty(), failingSince, disabledAt, releaseAt, pace);
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
                releaseAt,
                pace);
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
                Optional.empty(),
                pace);
    }

    private LaneState failingSince(Optional<Instant> since) {
        return new LaneState(wakeAt, outages, probeAt, since, disabledAt, releaseAt, pace);
    }

    private LaneState waking(Optional<Instant> at) {
        return new LaneState(at, outages, probeAt, failingSince, disabledAt, releaseAt, pace);
    }

    private static Instant notBefore(Instant at, Optional<Instant> bound) {
        return bound.filter(at::isBefore).orElse(at);
    }
}
