package dev.kycplatform.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.localstack.testing.HandClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchLagTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration ASKING = Duration.ofSeconds(2);
    private static final Map<GroupPartition, Standing> READ =
            Map.of(new GroupPartition("group", "topic", 0), new Standing(1, 3, Optional.empty()));

    private final HandClock clock = new HandClock(NOON);
    private boolean isAway;
    private final WatchLag watchLag =
            new WatchLag(
                    this::read,
                    new Settings(),
                    new LagGauges(new SimpleMeterRegistry(), clock),
                    clock);

    /** Asking the broker takes a while. */
    private Map<GroupPartition, Standing> read() {
        clock.advance(ASKING);
        if (isAway) {
            throw new KycException(ErrorCode.EVENT_LOG_UNAVAILABLE, "away");
        }
        return READ;
    }

    @Test
    void isOfTheMomentInWhichTheBrokerWasAsked() {
        watchLag.look();

        assertThat(watchLag.latest().at()).isEqualTo(NOON);
    }

    @Test
    void keepsWhatItKnowsWhileTheBrokerIsAway() {
        watchLag.look();
        var known = watchLag.latest();
        isAway = true;

        watchLag.look();

        assertThat(watchLag.latest()).isEqualTo(known);
        assertThat(known.partitions()).extracting(PartitionLag::records).isEqualTo(List.of(2L));
    }

    private record Settings() implements LagConfig {
        @Override
        public Duration every() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration window() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Optional<List<String>> alsoGroups() {
            return Optional.empty();
        }
    }
}
