package dev.kycplatform.sandbox.fault.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.sandbox.fault.Faults;
import dev.kycplatform.sandbox.fault.Latency;
import dev.kycplatform.sandbox.fault.RateLimit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The fault knobs as JSON; what is off is null, false or zero. Durations are ISO-8601. */
public record FaultsJson(
        @Nullable LatencyJson latency,
        @JsonProperty("error_rate") double errorRate,
        boolean outage,
        @JsonProperty("rate_limit") @Nullable RateLimitJson rateLimit,
        @JsonProperty("truncated_body") boolean truncatedBody,
        @JsonProperty("oversized_body") @Nullable Integer oversizedBody,
        @JsonProperty("wrong_content_type") @Nullable String wrongContentType,
        @JsonProperty("slow_drip") @Nullable String slowDrip) {

    static FaultsJson from(Faults faults) {
        var body = faults.body();
        return new FaultsJson(
                LatencyJson.from(faults.latency()),
                faults.errorRate(),
                faults.isOut(),
                RateLimitJson.from(faults.rateLimit()),
                body.isTruncated(),
                body.oversizedTo(),
                body.wrongContentType(),
                text(body.slowDrip()));
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : duration.toString();
    }

    /** Either {@code fixed}, or {@code median} and {@code p99}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LatencyJson(
            @Nullable String fixed, @Nullable String median, @Nullable String p99) {

        static @Nullable LatencyJson from(Latency latency) {
            return switch (latency) {
                case Latency.None() -> null;
                case Latency.Fixed(var delay) -> new LatencyJson(delay.toString(), null, null);
                case Latency.Spread(var median, var p99) ->
                        new LatencyJson(null, median.toString(), p99.toString());
            };
        }
    }

    /** How many a second, and what Retry-After says to the others. */
    public record RateLimitJson(
            @JsonProperty("per_second") int perSecond,
            @JsonProperty("retry_after") String retryAfter) {

        static @Nullable RateLimitJson from(@Nullable RateLimit limit) {
            return limit == null
                    ? null
                    : new RateLimitJson(limit.perSecond(), limit.retryAfter().toString());
        }
    }
}
