package dev.kycplatform.worker.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AnswerJobTest {
    private final Bench bench = new Bench();

    @Test
    void storesAndAnnouncesWhatTheAuthorityFound() {
        bench.answerJob.answer(Bench.job());

        assertThat(bench.published)
                .singleElement()
                .satisfies(
                        result -> {
                            assertThat(result.code()).isEqualTo(ResultCode.VALID);
                            assertThat(result.attempts()).isOne();
                            assertThat(result.askedAt()).contains(Bench.NOW);
                        });
        assertThat(bench.stored).containsKey(Bench.job().reference());
    }

    @Test
    void endsWithInvalidWhenNobodyHasTheNumber() {
        bench.answer = Answer.NotFound::new;

        bench.answerJob.answer(Bench.job());

        assertThat(bench.published)
                .extracting(StoredResult::code)
                .containsExactly(ResultCode.INVALID);
    }

    @Test
    void endsWithAnUnsupportedFormatWhenTheAuthorityRefusesTheNumber() {
        bench.answer = Answer.Refused::new;

        bench.answerJob.answer(Bench.job());

        assertThat(bench.published)
                .extracting(StoredResult::code)
                .containsExactly(ResultCode.UNSUPPORTED_FORMAT);
    }

    @Test
    void parksWhatTheAuthorityCannotAnswerNow() {
        var inAMinute = Optional.of(Duration.ofMinutes(1));
        bench.answer = () -> new Answer.Unavailable("status_503", inAMinute);

        bench.answerJob.answer(Bench.job());

        assertThat(bench.parked)
                .containsExactly(
                        new Outcome.Postponed(
                                "ng-nibss",
                                "status_503",
                                inAMinute,
                                1,
                                Optional.of(new Outcome.Asking(Bench.NOW, Bench.NOW)),
                                Outcome.Next.TIME));
        assertThat(bench.stored).isEmpty();
        assertThat(bench.published).isEmpty();
    }

    @Test
    void announcesAStoredResultAgainAndAsksNobody() {
        bench.answerJob.answer(Bench.job());
        bench.answerJob.answer(Bench.job());

        assertThat(bench.asked).hasSize(1);
        assertThat(bench.published).hasSize(2).containsOnly(bench.published.getFirst());
    }

    @Test
    void refusesWhatClaimsToBeAJobThatHasAResult() {
        bench.answerJob.answer(Bench.job());
        bench.sealFailure = new KycException(ErrorCode.SEAL_BROKEN, "made up");

        assertThatExceptionOfType(KycException.class)
                .isThrownBy(() -> bench.answerJob.answer(Bench.job()))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SEAL_BROKEN));
        assertThat(bench.published).hasSize(1);
    }

    @Test
    void leavesAParkedJobToItsRow() {
        bench.isParked = true;

        bench.answerJob.answer(Bench.job());

        assertThat(bench.asked).isEmpty();
        assertThat(bench.published).isEmpty();
    }

    @Test
    void announcesTheResultThatWasFirstIfAnotherWasFaster() {
        bench.answer =
                () -> {
                    // Another instance, meanwhile.
                    var elsewhere = new Bench();
                    elsewhere.answer = Answer.NotFound::new;
                    elsewhere.answerJob.answer(Bench.job());
                    bench.stored.putAll(elsewhere.stored);
                    return Bench.found();
                };

        bench.answerJob.answer(Bench.job());

        assertThat(bench.published)
                .extracting(StoredResult::code)
                .containsExactly(ResultCode.INVALID);
    }

    @Test
    void doesNotReturnIfTheResultWasNotAnnounced() {
        bench.publishFailure = new KycException(ErrorCode.EVENT_LOG_UNAVAILABLE, "made up");

        assertThatExceptionOfType(KycException.class)
                .isThrownBy(() -> bench.answerJob.answer(Bench.job()));
    }

    @Test
    void announcesAfterAnOutageWhatWasStoredBeforeIt() {
        bench.publishFailure = new KycException(ErrorCode.EVENT_LOG_UNAVAILABLE, "made up");
        assertThatExceptionOfType(KycException.class)
                .isThrownBy(() -> bench.answerJob.answer(Bench.job()));
        bench.publishFailure = null;

        bench.answerJob.answer(Bench.job());

        assertThat(bench.published).hasSize(1);
        assertThat(bench.asked).hasSize(1);
    }

    @Test
    void parksAJobThatFindsNoSlotWithoutCountingAnAttempt() {
        var none = new Bench(Map.of("worker.authority.concurrency", "0"));

        none.answerJob.answer(Bench.job());

        assertThat(none.parked)
                .containsExactly(
                        new Outcome.Postponed(
                                "ng-nibss",
                                "no_slot",
                                Optional.empty(),
                                0,
                                Optional.empty(),
                                Outcome.Next.TURN));
        assertThat(none.asked).isEmpty();
    }

    @Test
    void parksUnaskedWhileTheCircuitIsOpen() {
        bench.circuits.state = Circuits.State.OPEN;

        bench.answerJob.answer(Bench.job());

        assertThat(bench.parked)
                .containsExactly(
                        new Outcome.Postponed(
                                "ng-nibss",
                                "circuit_open",
                                Optional.empty(),
                                0,
                                Optional.empty(),
                                Outcome.Next.OPENING));
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void probesAnAuthorityWhenThatIsDue() {
        bench.circuits.state = Circuits.State.PROBE_DUE;

        bench.answerJob.answer(Bench.job());

        assertThat(bench.asked).hasSize(1);
    }

    @Test
    void parksUnaskedWhatWouldBeASecondProbe() {
        bench.circuits.state = Circuits.State.PROBE_DUE;
        bench.circuits.isProbed = true;

        bench.answerJob.answer(Bench.job());

        assertThat(bench.asked).isEmpty();
        assertThat(bench.parked)
                .extracting(Outcome.Postponed::cause, Outcome.Postponed::attempts)
                .containsExactly(tuple("circuit_open", 0));
    }

    @Test
    void parksUnaskedWhileAnOperatorPausesTheAuthority() {
        bench.paused.add("ng-nibss");

        bench.answerJob.answer(Bench.job());

        assertThat(bench.asked).isEmpty();
        assertThat(bench.parked)
                .extracting(Outcome.Postponed::cause, Outcome.Postponed::next)
                .containsExactly(tuple("paused", Outcome.Next.OPENING));
    }

    @Test
    void asksNobodyForAJobOlderThanResultsAreKept() {
        var tooOld = Bench.job(Bench.NOW.minus(bench.config.resultsKeptFor()).minusSeconds(1));

        assertThatExceptionOfType(KycException.class)
                .isThrownBy(() -> bench.answerJob.answer(tooOld))
                .satisfies(
                        failure -> {
                            assertThat(failure.code()).isEqualTo(ErrorCode.JOB_TOO_OLD);
                            assertThat(failure.isWorthRepeating()).isFalse();
                        });
        assertThat(bench.asked).isEmpty();
        assertThat(bench.stored).isEmpty();
    }

    @Test
    void givesTheSlotBackWhateverTheAuthorityDoes() {
        var one = new Bench(Map.of("worker.authority.concurrency", "1"));
        one.answer =
                () -> {
                    throw new IllegalStateException("a defect");
                };
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> one.answerJob.answer(Bench.job()));
        one.answer = Bench::found;

        one.answerJob.answer(Bench.job());

        assertThat(one.published).hasSize(1);
    }

    @Test
    void parksAYoungJobOfAPartnerItDoesNotKnowYet() {
        bench.partner = Optional.empty();

        bench.answerJob.answer(Bench.job(Bench.NOW.minusSeconds(1)));

        assertThat(bench.parked)
                .extracting(Outcome.Postponed::cause)
                .containsExactly("partner_unknown");
    }

    @Test
    void endsAnOldJobOfAnUnknownPartnerAsNotActivated() {
        bench.partner = Optional.empty();

        bench.answerJob.answer(Bench.job());

        assertThat(bench.published)
                .extracting(StoredResult::code)
                .containsExactly(ResultCode.NOT_ACTIVATED);
    }

    @Test
    void joinsRecordsOfAJobThatIsUnderWay() throws Exception {
        var release = new CountDownLatch(1);
        bench.answer = () -> answerAfter(release);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = answerTogether(64, threads::submit);
            Awaitility.await().until(() -> bench.asked.size() == 1);
            release.countDown();
            for (var answer : answers) {
                answer.get();
            }
        }

        assertThat(bench.asked).hasSize(1);
        assertThat(bench.stored).hasSize(1);
    }

    @Test
    void refusesWhatClaimsToBeAJobThatIsUnderWay() throws Exception {
        var release = new CountDownLatch(1);
        bench.answer = () -> answerAfter(release);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var genuine = answerTogether(1, threads::submit).getFirst();
            Awaitility.await().until(() -> bench.asked.size() == 1);
            bench.sealFailure = new KycException(ErrorCode.SEAL_BROKEN, "made up");
            var forged = answerTogether(1, threads::submit).getFirst();
            release.countDown();

            genuine.get();
            assertThat(forged).failsWithin(Duration.ofSeconds(5));
        }
        assertThat(bench.published).hasSize(1);
    }

    @Test
    void doesNotJoinAFailure() throws Exception {
        var release = new CountDownLatch(1);
        bench.storeFailure = Bench.outage();
        bench.answer = () -> answerAfter(release);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = answerTogether(2, threads::submit);
            Awaitility.await().until(() -> bench.asked.size() == 1);
            release.countDown();
            for (var answer : answers) {
                assertThat(answer).failsWithin(Duration.ofSeconds(5));
            }
        }

        assertThat(bench.asked).hasSize(2);
    }

    @Test
    @Timeout(30)
    void isWorkedOnAsOneOfSoManyUnlessSomebodyWaits() {
        var crowded = new Bench(Map.of("worker.most-own-work", "1"));
        var mayEnd = new CompletableFuture<Void>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> crowded.ownWork.during(mayEnd::join));
            Awaitility.await().until(() -> crowded.ownWork.free() == 0);
            var inLine = threads.submit(() -> crowded.answerJob.answer(Bench.job()));
            Awaitility.await().until(() -> crowded.ownWork.line() == 1);

            crowded.answerJob.answer(Bench.awaited(Bench.NOW.plusSeconds(20), "here"));

            assertThat(crowded.published).hasSize(1);
            assertThat(inLine.isDone()).isFalse();
            mayEnd.complete(null);
            Awaitility.await().until(inLine::isDone);
            assertThat(crowded.published).hasSize(2);
        }
    }

    @Test
    @Timeout(30)
    void isNotWorkedOnWhileItsAuthorityHasIt() {
        var crowded = new Bench(Map.of("worker.most-own-work", "1"));
        crowded.answer =
                () -> {
                    var other = new AtomicBoolean();
                    crowded.ownWork.during(() -> other.set(true));
                    return other.get() ? Bench.found() : new Answer.NotFound();
                };

        crowded.answerJob.answer(Bench.job());

        assertThat(crowded.published)
                .extracting(StoredResult::code)
                .containsExactly(ResultCode.VALID);
    }

    @FunctionalInterface
    private interface Start {
        Future<?> start(Runnable task);
    }

    private List<? extends Future<?>> answerTogether(int times, Start start) {
        return Stream.generate(() -> start.start(() -> bench.answerJob.answer(Bench.job())))
                .limit(times)
                .toList();
    }

    private static Answer answerAfter(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Bench.found();
    }
}
