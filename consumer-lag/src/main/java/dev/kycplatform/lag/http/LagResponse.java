package dev.kycplatform.lag.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.lag.LagReport;
import dev.kycplatform.lag.PartitionLag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lag as operators read it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LagResponse(Instant at, List<Line> partitions) {
    private static final double MILLIS = 1000;

    /**
     * @param position the committed offset
     * @param seconds how long the oldest record that is not handled has waited; absent: not known
     * @param drainsInSeconds absent: never, at this rate
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            String group,
            String topic,
            int partition,
            long position,
            long end,
            long records,
            @Nullable Double seconds,
            @JsonProperty("oldest_at") @Nullable Instant oldestAt,
            @JsonProperty("consumed_per_second") double consumed,
            @JsonProperty("produced_per_second") double produced,
            @JsonProperty("drains_in_seconds") @Nullable Double drainsInSeconds) {}

    static LagResponse from(LagReport report, Instant now) {
        return new LagResponse(
                report.at(), report.partitions().stream().map(lag -> line(lag, now)).toList());
    }

    private static Line line(PartitionLag lag, Instant now) {
        return new Line(
                lag.of().group(),
                lag.of().topic(),
                lag.of().partition(),
                lag.standing().position(),
                lag.standing().end(),
                lag.records(),
                lag.age(now).map(LagResponse::seconds).orElse(null),
                lag.standing().oldestAt().orElse(null),
                lag.consumed(),
                lag.produced(),
                lag.timeToDrain().map(LagResponse::seconds).orElse(null));
    }

    private static Double seconds(Duration time) {
        return time.toMillis() / MILLIS;
    }
}
