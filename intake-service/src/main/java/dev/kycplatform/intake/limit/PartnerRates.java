package dev.kycplatform.intake.limit;

import dev.kycplatform.intake.IntakeConfig;
import dev.kycplatform.partners.Partner;
import dev.kycplatform.partners.Partner.Rate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket per partner, in this instance's memory: a protective rate, which may be exceeded by as
 * many times as there are instances. As many buckets as there are partners.
 */
@ApplicationScoped
public class PartnerRates {
    private final Rate usual;
    private final TimeMeter time;
    private final Map<String, Limited> buckets = new ConcurrentHashMap<>();

    /** A bucket and the rate it was made for; another rate is another bucket. */
    private static final class Limited {
        private final Rate rate;
        private final Bucket bucket;

        Limited(Rate rate, TimeMeter time) {
            this.rate = rate;
            this.bucket =
                    Bucket.builder()
                            .addLimit(
                                    limit ->
                                            limit.capacity(rate.burst())
                                                    .refillGreedy(
                                                            rate.perSecond(),
                                                            Duration.ofSeconds(1)))
                            .withCustomTimePrecision(time)
                            .build();
        }
    }

    PartnerRates(IntakeConfig config, Clock clock) {
        this.usual = new Rate(config.rate().perSecond(), config.rate().burst());
        this.time = new ClockTime(clock);
    }

    /** Takes a token, if there is one. */
    public Admission take(Partner partner) {
        var limited = of(partner);
        var probe = limited.bucket.tryConsumeAndReturnRemaining(1);
        return new Admission(
                probe.isConsumed(),
                limited.rate.perSecond(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Waits for a token; for virtual threads. @throws InterruptedException if the thread is to end */
    public void await(Partner partner) throws InterruptedException {
        of(partner).bucket.asBlocking().consume(1);
    }

    private Limited of(Partner partner) {
        var rate = partner.rate().orElse(usual);
        var known = buckets.get(partner.id().value());
        return known != null && known.rate.equals(rate)
                ? known
                : buckets.compute(
                        partner.id().value(),
                        (_, now) ->
                                now != null && now.rate.equals(rate)
                                        ? now
                                        : new Limited(rate, time));
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
