package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.IdType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many questions were asked and answered, per ID type and window of ten minutes (decisions, authority
 * status). Counted here and taken away every few seconds, so that an attempt costs no row; what an
 * instance has counted since is lost with it.
 */
@ApplicationScoped
public class AuthorityWindows {
    /** Windows begin at whole multiples of it. */
    public static final Duration LENGTH = Duration.ofMinutes(10);

    private Map<Key, Count> counts = new HashMap<>();

    private record Key(String country, String idType, Instant start) {}

    /** What one instance counted in one window since it was last asked. */
    public record Count(
            String country,
            String idType,
            Instant start,
            long asked,
            long answered,
            Instant lastAskedAt) {
        private Count plus(Count other) {
            return new Count(
                    country,
                    idType,
                    start,
                    asked + other.asked,
                    answered + other.answered,
                    other.lastAskedAt.isAfter(lastAskedAt) ? other.lastAskedAt : lastAskedAt);
        }
    }

    synchronized void count(IdType type, boolean isAnswered, Instant askedAt) {
        add(
                new Count(
                        type.country(),
                        type.name(),
                        startOf(askedAt),
                        1,
                        isAnswered ? 1 : 0,
                        askedAt));
    }

    /** What was counted since the last call. */
    public synchronized List<Count> take() {
        var taken = counts;
        counts = new HashMap<>();
        return List.copyOf(taken.values());
    }

    /** Counts that were taken and could not be kept. */
    public synchronized void putBack(List<Count> taken) {
        taken.forEach(this::add);
    }

    private void add(Count count) {
        counts.merge(new Key(count.country(), count.idType(), count.start()), count, Count::plus);
    }

    private static Instant startOf(Instant time) {
        var length = LENGTH.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), length) * length);
    }
}
