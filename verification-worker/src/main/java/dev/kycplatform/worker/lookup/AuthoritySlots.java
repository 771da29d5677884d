package dev.kycplatform.worker.lookup;

import dev.kycplatform.worker.WorkerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Bounds how many lookups are under way at each authority. Nobody waits for a slot. */
@ApplicationScoped
class AuthoritySlots {
    private final int each;
    private final Map<String, Semaphore> free = new ConcurrentHashMap<>();

    AuthoritySlots(WorkerConfig config) {
        this.each = config.authority().concurrency();
    }

    /** To be given back by closing it. */
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /** @param authority one of the registry, so that there are few */
    Optional<Slot> tryTake(String authority) {
        var slots = free.computeIfAbsent(authority, _ -> new Semaphore(each));
        return slots.tryAcquire() ? Optional.of(slots::release) : Optional.empty();
    }
}
