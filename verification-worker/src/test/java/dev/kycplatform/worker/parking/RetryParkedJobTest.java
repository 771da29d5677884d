package dev.kycplatform.worker.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.tracing.Tracing;
import dev.kycplatform.worker.lookup.Answer;
import dev.kycplatform.worker.lookup.AuthoritySlots;
import dev.kycplatform.worker.lookup.Bench;
import dev.kycplatform.worker.lookup.Outcome;
import dev.kycplatform.worker.lookup.ParkedTime;
import dev.kycplatform.worker.lookup.StoredResult;
import dev.kycplatform.worker.lookup.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetryParkedJobTest {
    private final Bench bench = new Bench();
    private final InMemoryParkedJobs parkedJobs = new InMemoryParkedJobs();
    private final RetryParkedJob retryParkedJob = retryParkedJob(bench);

    @Test
    void removesTheRowOnceTheResultIsAnnounced() {
        retryParkedJob.retry(parked(false), slot(bench));

        assertThat(bench.published)
                .extracting(StoredResult::code)
                .containsExactly(ResultCode.VALID);
        assertThat(bench.published.getFirst().attempts()).isEqualTo(4);
        assertThat(parkedJobs.removed).hasSize(1);
    }

    @Test
    void keepsTheRowIfTheResultCouldNotBeAnnounced() {
        bench.publishFailure = new KycException(ErrorCode.EVENT_LOG_UNAVAILABLE, "made up");

        assertThatExceptionOfType(KycException.class)
                .isThrownBy(() -> retryParkedJob.retry(parked(false), slot(bench)));

        assertThat(bench.stored).hasSize(1);
        assertThat(parkedJobs.removed).isEmpty();
    }

    @Test
    void onlyAnnouncesAResultThatIsStoredAlready() {
        bench.answerJob.answer(Bench.job());

        retryParkedJob.retry(parked(false), slot(bench));

        assertThat(bench.asked).hasSize(1);
        assertThat(bench.published).hasSize(2);
        assertThat(parkedJobs.removed).hasSize(1);
    }

    @Test
    void putsBackWhatStillHasNoAnswer() {
        bench.answer = () -> new Answer.Unavailable("timeout", Optional.empty());

        retryParkedJob.retry(parked(false), slot(bench));

        assertThat(parkedJobs.putBack)
                .singleElement()
                .satisfies(
                        postponed -> {
                            assertThat(postponed.attempts()).isEqualTo(4);
                            assertThat(postponed.cause()).isEqualTo("timeout");
                        });
        assertThat(bench.stored).isEmpty();
    }

    @Test
    void asksOnceMoreAfterTheDeadlineAndThenEndsAsUnavailable() {
        bench.answer = () -> new Answer.Unavailable("timeout", Optional.empty());

        retryParkedJob.retry(parked(true), slot(bench));

        assertThat(bench.asked).hasSize(1);
        assertThat(bench.published)
                .singleElement()
                .satisfies(
                        result -> {
                            assertThat(result.code()).isEqualTo(ResultCode.AUTHORITY_UNAVAILABLE);
                            assertThat(result.attempts()).isEqualTo(4);
                            assertThat(result.askedAt()).contains(Bench.NOW);
                        });
        assertThat(parkedJobs.removed).hasSize(1);
    }

    @Test
    void takesAnAnswerThatComesAfterTheDeadline() {
        retryParkedJob.retry(parked(true), slot(bench));

        assertThat(bench.published)
                .extracting(StoredResult::code)
                .containsExactly(ResultCode.VALID);
    }

    @Test
    void neverGivesUpForWantOfASlot() {
        retryParkedJob.retry(parked(true), Optional.empty());

        assertThat(bench.published).isEmpty();
        assertThat(parkedJobs.putBack)
                .extracting(Outcome.Postponed::cause)
                .containsExactly("no_slot");
    }

    @Test
    void endsAsUnavailableUnaskedIfItsDeadlinePassesWhileTheAuthorityIsPaused() {
        bench.paused.add("ng-nibss");

        retryParkedJob.retry(parked(true), Optional.empty());

        assertThat(bench.asked).isEmpty();
        assertThat(bench.published)
                .singleElement()
                .satisfies(
                        result -> {
                            assertThat(result.code()).isEqualTo(ResultCode.AUTHORITY_UNAVAILABLE);
                            assertThat(result.attempts()).isEqualTo(3);
                            assertThat(result.askedAt()).isEmpty();
                        });
        assertThat(parkedJobs.removed).hasSize(1);
    }

    @Test
    void putsBackAtOnceWhatSomebodyElsesProbeKeptFromBeingAsked() {
        bench.circuits.isProbed = true;

        retryParkedJob.retry(parked(false), slot(bench));

        assertThat(bench.asked).isEmpty();
        assertThat(parkedJobs.delays).containsExactly(Duration.ZERO);
    }

    @Test
    void leavesARowThatCannotBeOpenedToTheCaller() {
        bench.sealFailure = new KycException(ErrorCode.SEAL_BROKEN, "made up");

        assertThatExceptionOfType(KycException.class)
                .isThrownBy(() -> retryParkedJob.retry(parked(false), slot(bench)))
                .satisfies(failure -> assertThat(failure.isWorthRepeating()).isFalse());

        assertThat(parkedJobs.removed).isEmpty();
    }

    private RetryParkedJob retryParkedJob(Bench bench) {
        return new RetryParkedJob(
                bench.reader,
                bench.results,
                bench.events,
                bench.askAuthority,
                bench.recordResult,
                parkedJobs,
                new RetrySchedule(bench.config, _ -> bench.partner),
                Tracing.off(),
                bench.clock);
    }

    private static Optional<AuthoritySlots.Slot> slot(Bench bench) {
        return bench.slots.tryTake("ng-nibss", Bench.job().key().partnerId(), Turn.PARKED);
    }

    /** Asked three times before. */
    private static ParkedJob parked(boolean isOverdue) {
        return new ParkedJob(
                Bench.job().key(),
                Bench.job().acceptedAt(),
                "ng-nibss",
                3,
                isOverdue,
                new ParkedTime(Bench.NOW.minusSeconds(60), "paused"),
                UUID.randomUUID(),
                new byte[0],
                null);
    }

    private static final class InMemoryParkedJobs implements ParkedJobs {
        private final List<ParkedJob> removed = new ArrayList<>();
        private final List<Outcome.Postponed> putBack = new ArrayList<>();
        private final List<Duration> delays = new ArrayList<>();

        @Override
        public void add(NewlyParked parked) {
            throw new IllegalStateException("nothing is parked anew here");
        }

        @Override
        public boolean wake() {
            return false;
        }

        @Override
        public List<Queue> queues(int most) {
            return List.of();
        }

        @Override
        public List<ParkedJob> claim(List<Claim> claims, Duration lease) {
            return List.of();
        }

        @Override
        public void putBack(ParkedJob job, Outcome.Postponed postponed, Duration delay) {
            putBack.add(postponed);
            delays.add(delay);
        }

        @Override
        public void release(ParkedJob job) {
            throw new IllegalStateException("releasing is the drain's business");
        }

        @Override
        public void remove(ParkedJob job) {
            removed.add(job);
        }

        @Override
        public long count() {
            return 0;
        }
    }
}
