package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.worker.WorkerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Bounds how many lookups are under way at each authority and in all, and how many begin in a second at each,
 * and keeps a part of all that for jobs that somebody waits for. Every bound is shared fairly (ADR-0007): by
 * partners within an authority, by authorities within the instance. Nobody waits for a slot.
 */
@ApplicationScoped
public class AuthoritySlots {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AuthorityLimits limits;
    private final AuthorityLimits.Limits ofUnknown;
    private final int reservedForSync;
    private final Clock clock;
    private final FairShares<String> all;
    private final FairShares<String> allAwaited;
    private final Map<String, Places> byAuthority = new HashMap<>();
    private final Restraint restraint;

    AuthoritySlots(AuthorityLimits limits, WorkerConfig config, Clock clock) {
        this.limits = limits;
        this.ofUnknown =
                new AuthorityLimits.Limits(config.authority().concurrency(), OptionalInt.empty());
        this.reservedForSync = config.authority().reservedForSync();
        this.clock = clock;
        this.all = new FairShares<>(config.mostLookups());
        this.allAwaited = new FairShares<>(config.mostSyncLookups());
        this.restraint = new Restraint(config.slowFrom());
    }

    private record Line(PartnerId partner, Turn turn) {}

    /**
     * The right to one lookup, until it is closed. Closed unused, it does not count among what began in this
     * second.
     */
    public final class Slot implements AutoCloseable {
        private final Line line;
        private final FairShares<String> total;
        private final String authority;
        private final Share share;
        private final Begun begun;
        private boolean isUsed;
        private boolean isClosed;

        private Slot(Line line, FairShares<String> total, String authority, Share share) {
            this.line = line;
            this.total = total;
            this.authority = authority;
            this.share = share;
            this.begun = new Begun(line, clock.instant());
        }

        boolean isOf(String asked) {
            return authority.equals(asked);
        }

        /** To be called before the authority is asked. */
        void use() {
            synchronized (AuthoritySlots.this) {
                isUsed = true;
            }
        }

        @Override
        public void close() {
            synchronized (AuthoritySlots.this) {
                if (!isClosed) {
                    isClosed = true;
                    total.giveBack(authority);
                    share.giveBack(line, begun, isUsed);
                }
            }
        }
    }

    /**
     * @param authority one that the registry names, or did when a job was parked, so that there are few
     * @return empty if there is none for this partner now
     */
    public synchronized Optional<Slot> tryTake(String authority, PartnerId partner, Turn turn) {
        var line = new Line(partner, turn);
        var total = turn == Turn.AWAITED ? allAwaited : all;
        if (!total.hasRoom(authority)) {
            return Optional.empty();
        }
        var now = clock.instant();
        var places =
                byAuthority.computeIfAbsent(
                        authority, it -> places(limits.of(it).orElse(ofUnknown)));
        if (turn != Turn.AWAITED && places.held(line) >= restraint.most(this::busiest, now)) {
            return Optional.empty();
        }
        for (var share : places.openTo(turn)) {
            if (share.hasRoom(line, now)) {
                var slot = new Slot(line, total, authority, share);
                total.tryTake(authority);
                share.take(slot.begun);
                return Optional.of(slot);
            }
        }
        return Optional.empty();
    }

    /**
     * A job that came in has been taken care of.
     *
     * @param own how long it took since it was published, its authority's time apart
     */
    synchronized void took(PartnerId partner, Duration own) {
        restraint.feel(own, newOf(partner), clock.instant());
    }

    /** The same of one that is only taken up now. */
    synchronized void takenUp(PartnerId partner, Duration late) {
        restraint.feelEarly(late, newOf(partner), clock.instant());
    }

    private int newOf(PartnerId partner) {
        var line = new Line(partner, Turn.NEW);
        return byAuthority.values().stream().mapToInt(places -> places.held(line)).sum();
    }

    /** The most that one partner has under way at one authority. */
    private int busiest() {
        return byAuthority.values().stream().mapToInt(Places::busiest).max().orElse(0);
    }

    private Places places(AuthorityLimits.Limits limit) {
        var each = limit.concurrency();
        var reserved = reserved(each, reservedForSync);
        if (limit.perSecond().isEmpty()) {
            return new Places(
                    new Share(each - reserved, OptionalInt.empty()),
                    new Share(reserved, OptionalInt.empty()));
        }
        var rate = limit.perSecond().getAsInt();
        var reservedRate = reserved(rate, reservedForSync);
        return new Places(
                new Share(each - reserved, OptionalInt.of(rate - reservedRate)),
                new Share(reserved, OptionalInt.of(reservedRate)));
    }

    /** Both kinds of job get a slot somewhere, if there are two. */
    private static int reserved(int each, int percent) {
        return each < 2 ? 0 : Math.clamp(each * (long) percent / 100, 1, each - 1);
    }

    private record Places(Share shared, Share reserved) {
        /** Where to look for room, in this order. */
        List<Share> openTo(Turn turn) {
            return switch (turn) {
                case NEW, PARKED -> List.of(shared);
                case AWAITED -> List.of(reserved, shared);
            };
        }

        int held(Line line) {
            return shared.underWay.held(line);
        }

        int busiest() {
            return shared.underWay.most();
        }
    }

    private record Begun(Line line, Instant at) {}

    /** Part of an authority's slots, and of what may begin there in a second: in any second, not on average. */
    private static final class Share {
        private final FairShares<Line> underWay;
        private final Optional<FairShares<Line>> thisSecond;
        private final Deque<Begun> begun = new ArrayDeque<>();

        Share(int places, OptionalInt perSecond) {
            this.underWay = new FairShares<>(places);
            this.thisSecond =
                    perSecond.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new FairShares<>(perSecond.getAsInt()));
        }

        boolean hasRoom(Line line, Instant now) {
            thisSecond.ifPresent(rate -> forget(rate, now.minus(SECOND)));
            return underWay.hasRoom(line)
                    && thisSecond.filter(rate -> !rate.hasRoom(line)).isEmpty();
        }

        private void forget(FairShares<Line> rate, Instant until) {
            for (var oldest = begun.peekFirst();
                    oldest != null && !oldest.at().isAfter(until);
                    oldest = begun.peekFirst()) {
                begun.removeFirst();
                rate.giveBack(oldest.line());
            }
        }

        void take(Begun one) {
            underWay.tryTake(one.line());
            thisSecond.ifPresent(
                    rate -> {
                        rate.tryTake(one.line());
                        begun.addLast(one);
                    });
        }

        void giveBack(Line line, Begun one, boolean isUsed) {
            underWay.giveBack(line);
            thisSecond
                    .filter(_ -> !isUsed && begun.remove(one))
                    .ifPresent(rate -> rate.giveBack(line));
        }
    }
}
