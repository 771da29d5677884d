package dev.kycplatform.intake.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.intake.FakeConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchOpenJobsTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final Claims claims = new Claims();
    private final WatchOpenJobs watch =
            new WatchOpenJobs(
                    claims,
                    new FakeConfig(1, Duration.ofSeconds(1)),
                    new OpenJobGauges(new SimpleMeterRegistry(), Clock.systemUTC()));

    @Test
    void aRoundIsOverThoughTimeGoesOn() {
        claims.now = claims.now.plusSeconds(60);
        watch.look();
        var windows = claims.windows.size();

        claims.now = claims.now.plusSeconds(60);
        watch.look();

        assertThat(claims.windows).hasSizeBetween(windows + 1, windows + 2);
        assertThat(claims.seenUntil).isEqualTo(claims.now.minusMillis(30));
    }

    @Test
    void looksAtAllThatWasMissedTheLongerTheQuieter() {
        claims.now = claims.now.plus(Duration.ofDays(40));

        watch.look();

        assertThat(claims.seenUntil).isEqualTo(claims.now.minusMillis(30));
        assertThat(claims.windows).hasSizeLessThan(100).isSorted().contains(Duration.ofDays(1));
    }

    @Test
    void looksAtLessAtOnceWhereThereIsMuch() {
        claims.now = claims.now.plusSeconds(600);
        claims.perSecond = 3_000;

        watch.look();

        assertThat(claims.seenUntil).isAfter(START.plusSeconds(590));
        assertThat(claims.windows.getLast()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theEndOfARoundSaysNothingOfHowBusyTheTimeIs() {
        claims.perSecond = 1_500;
        claims.now = claims.now.plusSeconds(60);
        watch.look();

        for (int i = 0; i < 20; i++) {
            claims.now = claims.now.plusMillis(10);
            watch.look();
        }

        assertThat(claims.windows.getLast()).isEqualTo(Duration.ofSeconds(1));
    }

    /** So many a second; each look takes 30 ms, in which more come. */
    private static final class Claims implements OpenJobs {
        private final List<Duration> windows = new ArrayList<>();
        private Instant now = START;
        private Instant seenUntil = START;
        private int perSecond;

        @Override
        public Optional<Look> look(Duration window, Duration behind) {
            windows.add(window);
            var until = seenUntil.plus(window);
            var isMore = until.isBefore(now);
            var to = isMore ? until : now;
            var looked =
                    new Look(
                            (int) (Duration.between(seenUntil, to).toMillis() * perSecond / 1_000),
                            isMore);
            seenUntil = to;
            now = now.plusMillis(30);
            return Optional.of(looked);
        }

        @Override
        public Optional<JobKey> lookAgain(Optional<JobKey> after, int most) {
            return Optional.empty();
        }

        @Override
        public Map<JobState, Open> counts() {
            return Map.of();
        }

        @Override
        public List<KnownJob> stuck(int most) {
            return List.of();
        }
    }
}
