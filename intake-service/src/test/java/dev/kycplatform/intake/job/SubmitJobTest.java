package dev.kycplatform.intake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.SmileJobId;
import dev.kycplatform.intake.FakeConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SubmitJobTest {
    private static final JobKey KEY = JobKey.of("001", "j1");
    private static final AcceptedJob JOB =
            new AcceptedJob(
                    KEY, Lane.ASYNC, new SmileJobId(7), Instant.parse("2026-01-02T03:04:05Z"));
    private static final JobSubmission SUBMISSION =
            new JobSubmission(
                    KEY,
                    Lane.ASYNC,
                    new JobRequest(
                            "u1", "NG", "BVN", "00000000000", Map.of(), "{}", null, "https://x/"),
                    "key-1",
                    "ng-nibss",
                    new byte[0],
                    "00-0-0-00");

    private CompletableFuture<ClaimOutcome> claim =
            CompletableFuture.completedFuture(new ClaimOutcome.Minted(JOB));
    private CompletableFuture<Void> published = CompletableFuture.completedFuture(null);
    private boolean hasResult;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Queue<JobKey> publishes = new ConcurrentLinkedQueue<>();
    private final Queue<Boolean> marks = new ConcurrentLinkedQueue<>();

    @Test
    void aNewJobIsPublishedAndLeavesNoMark() {
        assertThat(submit(subject(10)).join()).isEqualTo(JOB);

        assertThat(publishes).containsExactly(KEY);
        assertThat(marks).isEmpty();
    }

    @Test
    void nothingIsAcceptedBeforeTheBrokerHasAcknowledged() {
        published = new CompletableFuture<>();

        var accepted = submit(subject(10));
        Awaitility.await().until(() -> !publishes.isEmpty());

        assertThat(accepted).isNotDone();
        published.complete(null);
        assertThat(accepted.join()).isEqualTo(JOB);
    }

    @Test
    void aRepeatWithoutAResultIsPublishedAgainAndConfirmed() {
        claim = CompletableFuture.completedFuture(new ClaimOutcome.Repeated(JOB));

        submit(subject(10)).join();

        assertThat(publishes).containsExactly(KEY);
        Awaitility.await().until(() -> marks.contains(true));
    }

    @Test
    void whatIsAcceptedIsCountedRepeatsApart() {
        submit(subject(10)).join();
        claim = CompletableFuture.completedFuture(new ClaimOutcome.Repeated(JOB));
        submit(subject(10)).join();
        hasResult = true;
        submit(subject(10)).join();

        assertThat(accepted("false")).isEqualTo(1);
        assertThat(accepted("true")).isEqualTo(2);
    }

    @Test
    void whatTheBrokerDoesNotAcknowledgeIsNotCounted() {
        published = new CompletableFuture<>();

        assertThat(catchThrowable(() -> submit(subject(10)).join())).isNotNull();

        assertThat(accepted("false")).isZero();
    }

    private double accepted(String isRepeat) {
        return meters.counter("kyc.accepted", "lane", "async", "repeat", isRepeat).count();
    }

    @Test
    void aRepeatWithAResultIsNotPublishedAgain() {
        claim = CompletableFuture.completedFuture(new ClaimOutcome.Repeated(JOB));
        hasResult = true;

        assertThat(submit(subject(10)).join()).isEqualTo(JOB);

        assertThat(publishes).isEmpty();
    }

    @Test
    void otherContentIsRefusedAndNotPublished() {
        claim = CompletableFuture.completedFuture(new ClaimOutcome.Taken());

        assertThat(refusal(submit(subject(10)))).isEqualTo(ErrorCode.JOB_EXISTS);

        assertThat(publishes).isEmpty();
    }

    @Test
    void aFailedPublishIsUnknownToTheCallerAndMarked() {
        published =
                CompletableFuture.failedFuture(
                        new KycException(ErrorCode.EVENT_LOG_UNAVAILABLE, "down"));

        assertThat(refusal(submit(subject(10)))).isEqualTo(ErrorCode.SUBMIT_UNAVAILABLE);

        Awaitility.await().until(() -> marks.contains(false));
    }

    @Test
    void anUnknownClaimIsUnknownToTheCaller() {
        claim =
                CompletableFuture.failedFuture(
                        new KycException(ErrorCode.DATABASE_UNAVAILABLE, "down"));

        assertThat(refusal(submit(subject(10)))).isEqualTo(ErrorCode.SUBMIT_UNAVAILABLE);
    }

    @Test
    void whatTakesTooLongIsUnknownToTheCaller() {
        claim = new CompletableFuture<>();

        assertThat(refusal(submit(subject(10)))).isEqualTo(ErrorCode.SUBMIT_UNAVAILABLE);
    }

    @Test
    void oneTooManyIsRefusedAtOnceAndTheNextOneIsTakenAgain() {
        published = new CompletableFuture<>();
        var subject = subject(1);
        var first = submit(subject);
        Awaitility.await().until(() -> !publishes.isEmpty());

        assertThat(refusal(submit(subject))).isEqualTo(ErrorCode.OVERLOADED);

        published.complete(null);
        first.join();
        assertThat(submit(subject).join()).isEqualTo(JOB);
    }

    private static CompletableFuture<AcceptedJob> submit(SubmitJob subject) {
        return subject.submit(SUBMISSION).toCompletableFuture();
    }

    private static ErrorCode refusal(CompletableFuture<AcceptedJob> refused) {
        if (catchThrowable(refused::join) instanceof CompletionException wrapper
                && wrapper.getCause() instanceof KycException failure) {
            return failure.code();
        }
        throw new AssertionError("was not refused");
    }

    private SubmitJob subject(int mostInFlight) {
        return new SubmitJob(
                new AcceptJob(
                        new FakeClaims(),
                        new FakeResults(),
                        new AcceptMetrics(meters),
                        new FakeConfig(mostInFlight, Duration.ofMillis(300))),
                (job, _, deadline) -> {
                    assertThat(deadline).isEmpty();
                    publishes.add(job.key());
                    return published;
                });
    }

    private final class FakeClaims implements Claims {
        @Override
        public CompletableFuture<ClaimOutcome> claim(JobSubmission submission) {
            return claim;
        }

        @Override
        public void confirm(JobKey key, boolean isConfirmed) {
            marks.add(isConfirmed);
        }

        @Override
        public Optional<AcceptedJob> find(JobKey key, String userId) {
            return Optional.of(JOB);
        }
    }

    private final class FakeResults implements StoredResults {
        @Override
        public boolean exists(AcceptedJob job) {
            return hasResult;
        }

        @Override
        public Optional<StoredResult> find(AcceptedJob job) {
            return Optional.empty();
        }
    }
}
