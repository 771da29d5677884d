package dev.kycplatform.worker.lookup;

import dev.kycplatform.worker.WorkerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many lookups are under way at each authority, and keeps a part of them for jobs that
 * somebody waits for. Nobody waits for a slot.
 */
@ApplicationScoped
class AuthoritySlots {
    private final int shared;
    private final int reserved;
    private final Map<String, Places> free = new ConcurrentHashMap<>();

    AuthoritySlots(WorkerConfig config) {
        var each = config.authority().concurrency();
        this.reserved = reserved(each, config.authority().reservedForSync());
        this.shared = each - reserved;
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
        var places =
                free.computeIfAbsent(
                        authority, _ -> new Places(new Semaphore(shared), new Semaphore(reserved)));
        var reservedOne = isAwaited ? take(places.reserved()) : Optional.<Slot>empty();
        return reservedOne.or(() -> take(places.shared()));
    }

    /** Both kinds of job get a slot somewhere, if there are two. */
    private static int reserved(int each, int percent) {
        return each < 2 ? 0 : Math.clamp(each * (long) percent / 100, 1, each - 1);
    }

    private static Optional<Slot> take(Semaphore places) {
        return places.tryAcquire() ? Optional.of(places::release) : Optional.empty();
    }

    private record Places(Semaphore shared, Semaphore reserved) {}
}
