package dev.kycplatform.sandbox.fault;

import dev.kycplatform.sandbox.authority.IdAuthority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The knobs of every authority. A change holds for the next question, not for those being answered. */
@ApplicationScoped
public class FaultBoard {
    private static final Setting ALL_WELL = new Setting(Faults.NONE, null);

    private final Map<IdAuthority, Setting> settings = new ConcurrentHashMap<>();
    private final RandomGenerator random;
    private final LongSupplier nanoTime;

    @Inject
    FaultBoard() {
        this(() -> ThreadLocalRandom.current().nextLong(), System::nanoTime);
    }

    FaultBoard(RandomGenerator random, LongSupplier nanoTime) {
        this.random = random;
        this.nanoTime = nanoTime;
    }

    public Faults of(IdAuthority authority) {
        return settingOf(authority).faults();
    }

    /** Replaces all faults; a rate limit starts with a full second's worth. */
    public void set(IdAuthority authority, Faults faults) {
        var limit = faults.rateLimit();
        var bucket =
                limit == null ? null : new TokenBucket(limit.perSecond(), nanoTime.getAsLong());
        settings.put(authority, new Setting(faults, bucket));
    }

    public void reset(IdAuthority authority) {
        settings.remove(authority);
    }

    /** What becomes of the question that has just come in. */
    public Treatment treat(IdAuthority authority) {
        var setting = settingOf(authority);
        var faults = setting.faults();
        var limit = faults.rateLimit();
        if (!faults.isOut() && limit != null && !setting.lets(nanoTime.getAsLong())) {
            return new Treatment.TooMany(limit.retryAfter());
        }
        return faults.treat(random.nextDouble(), random.nextGaussian());
    }

    private Setting settingOf(IdAuthority authority) {
        return settings.getOrDefault(authority, ALL_WELL);
    }

    private record Setting(Faults faults, @Nullable TokenBucket bucket) {
        boolean lets(long nanoTime) {
            return bucket == null || bucket.tryTake(nanoTime);
        }
    }
}
