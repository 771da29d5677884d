package dev.kycplatform.intake.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
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

    private static final Duration STATEMENT = Duration.ofMillis(30);

    private final Claims claims = new Claims();
    private final List<Duration> rests = new ArrayList<>();
    private final WatchOpenJobs watch =
            new WatchOpenJobs(
                    claims,
                    new FakeConfig(1, Duration.ofSeconds(1)),
                    new OpenJobGauges(new SimpleMeterRegistry(), Clock.systemUTC()),
                    new Pace(
                            () -> Duration.between(START, claims.now).toNanos(),
                            rest -> rests.add(Duration.ofNanos(rest))));

    @Test
    void aRoundIsOverThoughTimeGoesOn() {
        claims.now = claims.now.plusSeconds(60);
        watch.look();
        var windows = claims.windows.size();

        claims.now = claims.now.plusSeconds(60);
        watch.look();

        assertThat(claims.windows).hasSizeBetween(windows + 1, windows + 2);
        assertThat(claims.seenUntil).isEqualTo(claims.now.minus(STATEMENT.multipliedBy(2)));
    }

    @Test
    void looksAtAllThatWasMissedTheLongerTheQuieter() {
        claims.now = claims.now.plus(Duration.ofDays(40));

        watch.look();

        assertThat(claims.seenUntil).isEqualTo(claims.now.minus(STATEMENT.multipliedBy(2)));
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

    @Test
    void restsAsLongAsEachStatementTook() {
        claims.perSecond = 3_000;
        claims.openBatches = 3;
        claims.now = claims.now.plusSeconds(10);

        watch.look();

        assertThat(claims.statements).isGreaterThan(10);
        assertThat(rests).hasSize(claims.statements).containsOnly(STATEMENT);
    }

    @Test
    void restsAfterAStatementThatFailedToo() {
        claims.failure = Optional.of(new KycException(ErrorCode.OVERLOADED, "none"));

        watch.look();

        assertThat(rests).containsExactly(STATEMENT);
    }

    @Test
    void beginsNothingMoreOnceItIsStopped() {
        claims.now = claims.now.plusSeconds(600);
        claims.openBatches = 3;
        claims.stops = true;

        watch.look();

        // Clears it for whatever this thread runs next.
        assertThat(Thread.interrupted()).isTrue();
        assertThat(claims.statements).isEqualTo(1);
    }

    /** So many a second; each statement takes 30 ms, in which more come. */
    private static final class Claims implements OpenJobs {
        private final List<Duration> windows = new ArrayList<>();
        private Instant now = START;
        private Instant seenUntil = START;
        private int perSecond;
        private int statements;
        private int openBatches;
        private boolean stops;
        private Optional<KycException> failure = Optional.empty();

        private void statement() {
            statements++;
            now = now.plus(STATEMENT);
            if (stops) {
                Thread.currentThread().interrupt();
            }
            failure.ifPresent(
                    thrown -> {
                        throw thrown;
                    });
        }

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
            statement();
            return Optional.of(looked);
        }

        @Override
        public Optional<JobKey> lookAgain(Optional<JobKey> after, int most) {
            statement();
            openBatches--;
            return openBatches > 0 ? Optional.of(JobKey.of("001", "job")) : Optional.empty();
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
