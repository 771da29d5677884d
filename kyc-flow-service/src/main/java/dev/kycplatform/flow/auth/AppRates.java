package dev.kycplatform.flow.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.flow.FlowConfig;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.web3j.crypto.Hash;

/**
 * Token buckets in this instance's memory: protective rates, which may be exceeded by as many times as there are
 * instances. Filled only for who has been authenticated, so that nobody empties another's.
 */
@ApplicationScoped
public class AppRates {
    /** Beyond these the ones used least make room, and begin anew full. */
    private static final int MOST_APPS = 10_000;

    private static final int MOST_SIGNED = 100_000;

    private final FlowConfig.Rate config;
    private final TimeMeter time;
    private final Cache<AppHandle, Bucket> requests = buckets(MOST_APPS);
    private final Cache<AppHandle, Bucket> tokens = buckets(MOST_APPS);
    private final Cache<Signed, Bucket> repeats = buckets(MOST_SIGNED);

    AppRates(FlowConfig config, Clock clock) {
        this.config = config.rate();
        this.time = new ClockTime(clock);
    }

    /** @throws FlowException with RATE_LIMITED */
    void take(AppHandle app) {
        take(requests, app, config.burst(), config.perSecond(), Duration.ofSeconds(1));
    }

    /** @throws FlowException with RATE_LIMITED */
    void takeToken(AppHandle app) {
        take(tokens, app, config.tokens(), config.tokens(), Duration.ofMinutes(1));
    }

    /** Bytes that an app has signed, by their hash: one signature can be written in many ways. */
    private record Signed(AppHandle app, ByteBuffer hash) {}

    /** The same signed bytes once more. @throws FlowException with RATE_LIMITED */
    void takeRepeat(AppHandle app, byte[] signed) {
        var bytes = new Signed(app, ByteBuffer.wrap(Hash.sha3(signed)));
        take(repeats, bytes, config.repeats(), config.repeats(), Duration.ofMinutes(5));
    }

    private <K> void take(
            Cache<K, Bucket> buckets, K key, int capacity, int refill, Duration within) {
        var bucket = buckets.get(key, _ -> bucket(capacity, refill, within));
        if (!bucket.tryConsume(1)) {
            throw new FlowException(FlowError.RATE_LIMITED);
        }
    }

    private Bucket bucket(int capacity, int refill, Duration within) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(refill, within))
                .withCustomTimePrecision(time)
                .build();
    }

    private static <K> Cache<K, Bucket> buckets(int most) {
        return Caffeine.newBuilder().maximumSize(most).build();
    }

    private static final class ClockTime implements TimeMeter {
        private final Clock clock;

        ClockTime(Clock clock) {
            this.clock = clock;
        }

        @Override
        public long currentTimeNanos() {
            return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
