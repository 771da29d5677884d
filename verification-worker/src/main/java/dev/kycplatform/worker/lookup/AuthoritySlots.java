package dev.kycplatform.worker.lookup;

import dev.kycplatform.worker.WorkerConfig;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many lookups are under way at each authority, and how many begin in a second, and keeps a part of
 * both for jobs that somebody waits for. Nobody waits for a slot.
 */
@ApplicationScoped
class AuthoritySlots {
    private final AuthorityLimits limits;
    private final int reservedForSync;
    private final Map<String, Places> free = new ConcurrentHashMap<>();

    AuthoritySlots(AuthorityLimits limits, WorkerConfig config) {
        this.limits = limits;
        this.reservedForSync = config.authority().reservedForSync();
    }

    /** To be given back by closing it. */
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @param authority one of the registry, so that there are few
     * @param isAwaited whether somebody waits for the answer: then a reserved slot will do
     */
    Optional<Slot> tryTake(String authority, boolean isAwaited) {
        var places = free.computeIfAbsent(authority, it -> places(limits.of(it)));
        var reservedOne = isAwaited ? places.reserved().take() : Optional.<Slot>empty();
        return reservedOne.or(() -> places.shared().take());
    }

    private Places places(AuthorityLimits.Limits limit) {
        var each = limit.concurrency();
        var reserved = reserved(each, reservedForSync);
        if (limit.perSecond().isEmpty()) {
            return new Places(
                    share(each - reserved, OptionalInt.empty()),
                    share(reserved, OptionalInt.empty()));
        }
        var rate = limit.perSecond().getAsInt();
        var reservedRate = reserved(rate, reservedForSync);
        return new Places(
                share(each - reserved, OptionalInt.of(rate - reservedRate)),
                share(reserved, OptionalInt.of(reservedRate)));
    }

    /** Both kinds of job get a slot somewhere, if there are two. */
    private static int reserved(int each, int percent) {
        return each < 2 ? 0 : Math.clamp(each * (long) percent / 100, 1, each - 1);
    }

    private static Share share(int places, OptionalInt perSecond) {
        var isClosed = perSecond.isPresent() && perSecond.getAsInt() == 0;
        return new Share(
                new Semaphore(isClosed ? 0 : places),
                isClosed || perSecond.isEmpty()
                        ? Optional.empty()
                        : Optional.of(bucket(perSecond.getAsInt())));
    }

    /** Refilled evenly, so that a second's worth does not come at once over and over. */
    private static Bucket bucket(int perSecond) {
        return Bucket.builder()
                .addLimit(
                        limit ->
                                limit.capacity(perSecond)
                                        .refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    private record Places(Share shared, Share reserved) {}

    private static final class Share {
        private final Semaphore places;
        private final Optional<Bucket> rate;

        Share(Semaphore places, Optional<Bucket> rate) {
            this.places = places;
            this.rate = rate;
        }

        Optional<Slot> take() {
            if (!places.tryAcquire()) {
                return Optional.empty();
            }
            if (rate.isPresent() && !rate.get().tryConsume(1)) {
                places.release();
                return Optional.empty();
            }
            return Optional.of(places::release);
        }
    }
}
