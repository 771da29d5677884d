package dev.kycplatform.worker.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs that somebody waits for. */
class AnswerAwaitedJobTest {
    private static final Instant IN_TIME = Bench.NOW.plusSeconds(21);

    private final Bench bench = new Bench();

    @Test
    void endInAResultThatTheAskingInstanceIsToldOf() {
        bench.answerJob.answer(job("intake-1"));

        assertThat(codes(bench)).containsExactly(ResultCode.VALID);
        assertThat(bench.replied).containsExactly("intake-1");
    }

    @Test
    void areNotAskedAfterTheirDeadlineButEnd() {
        bench.answerJob.answer(Bench.awaited(Bench.NOW, "intake-1"));

        assertThat(bench.asked).isEmpty();
        assertThat(codes(bench)).containsExactly(ResultCode.AUTHORITY_UNAVAILABLE);
        assertThat(bench.published.getFirst().authority()).isEqualTo("ng-nibss");
        assertThat(bench.published.getFirst().attempts()).isZero();
        assertThat(bench.replied).containsExactly("intake-1");
    }

    @Test
    void areAskedForNoLongerThanSomebodyWaits() {
        bench.answerJob.answer(job("intake-1"));

        assertThat(bench.asked)
                .singleElement()
                .satisfies(it -> assertThat(it.within()).contains(Duration.ofSeconds(21)));
    }

    @Test
    void endAsUnavailableInsteadOfBeingParked() {
        bench.answer = () -> new Answer.Unavailable("status_503", Optional.empty());

        bench.answerJob.answer(job("intake-1"));

        assertThat(bench.parked).isEmpty();
        assertThat(codes(bench)).containsExactly(ResultCode.AUTHORITY_UNAVAILABLE);
        assertThat(bench.published.getFirst().attempts()).isOne();
        assertThat(bench.published.getFirst().askedAt()).contains(Bench.NOW);
        assertThat(bench.replied).containsExactly("intake-1");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "PROBE_DUE"})
    void endAtOnceWhileTheCircuitIsOpenAndAreNoProbe(Circuits.State state) {
        bench.circuits.state = state;

        bench.answerJob.answer(job("intake-1"));

        assertThat(bench.asked).isEmpty();
        assertThat(codes(bench)).containsExactly(ResultCode.AUTHORITY_UNAVAILABLE);
        assertThat(bench.replied).containsExactly("intake-1");
    }

    @Test
    void probeAnAuthorityThatNobodyElseHasProbedForAWhile() {
        bench.circuits.state = Circuits.State.PROBE_OVERDUE;

        bench.answerJob.answer(job("intake-1"));

        assertThat(codes(bench)).containsExactly(ResultCode.VALID);
    }

    @Test
    void endAtOnceWhileAnOperatorPausesTheAuthority() {
        bench.paused.add("ng-nibss");

        bench.answerJob.answer(job("intake-1"));

        assertThat(bench.asked).isEmpty();
        assertThat(codes(bench)).containsExactly(ResultCode.AUTHORITY_UNAVAILABLE);
    }

    @Test
    void endAtOnceIfThereIsNoSlot() {
        var none = new Bench(Map.of("worker.authority.concurrency", "0"));

        none.answerJob.answer(job("intake-1"));

        assertThat(none.asked).isEmpty();
        assertThat(none.parked).isEmpty();
        assertThat(codes(none)).containsExactly(ResultCode.AUTHORITY_UNAVAILABLE);
    }

    @Test
    void areToldOfAgainWhenTheyHaveAResult() {
        bench.answerJob.answer(job("intake-1"));

        bench.answerJob.answer(job("intake-2"));

        assertThat(bench.asked).hasSize(1);
        assertThat(bench.published).hasSize(2).containsOnly(bench.published.getFirst());
        assertThat(bench.replied).containsExactly("intake-1", "intake-2");
    }

    @Test
    void areToldToEachInstanceThatAskedWhileTheyWereUnderWay() throws Exception {
        var release = new CountDownLatch(1);
        bench.answer = () -> answerAfter(release);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    Stream.of("intake-1", "intake-2", "intake-3")
                            .map(asks -> threads.submit(() -> bench.answerJob.answer(job(asks))))
                            .toList();
            Awaitility.await().until(() -> bench.asked.size() == 1);
            release.countDown();
            for (var answer : answers) {
                answer.get();
            }
        }

        assertThat(bench.asked).hasSize(1);
        assertThat(bench.replied).containsExactlyInAnyOrder("intake-1", "intake-2", "intake-3");
    }

    @Test
    void areNotAcknowledgedBeforeTheReplyIs() {
        bench.answerJob.answer(job("intake-1"));
        bench.publishFailure = new KycException(ErrorCode.EVENT_LOG_UNAVAILABLE, "made up");

        assertThatExceptionOfType(KycException.class)
                .isThrownBy(() -> bench.answerJob.answer(job("intake-2")));
    }

    @Test
    void waitForNewsOfTheirPartnerAsLongAsThereIsTimeToAskAfterwards() throws Exception {
        bench.partner = Optional.empty();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> bench.answerJob.answer(job("intake-1")));
            Awaitility.await().until(() -> bench.partnerLookups.get() > 2);
            assertThat(bench.stored).isEmpty();

            bench.partner = Optional.of(SamplePartner.withEverything());
            answer.get();
        }

        assertThat(codes(bench)).containsExactly(ResultCode.VALID);
    }

    @Test
    void endAsUnavailableIfThereIsNoTimeToWaitForNewsOfTheirPartner() {
        bench.partner = Optional.empty();

        bench.answerJob.answer(Bench.awaited(Bench.NOW.plusSeconds(15), "intake-1"));

        assertThat(codes(bench)).containsExactly(ResultCode.AUTHORITY_UNAVAILABLE);
        assertThat(bench.parked).isEmpty();
    }

    private static Answer answerAfter(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Bench.found();
    }

    private static ReceivedJob job(String replyTo) {
        return Bench.awaited(IN_TIME, replyTo);
    }

    private static List<ResultCode> codes(Bench bench) {
        return bench.published.stream().map(StoredResult::code).toList();
    }
}
