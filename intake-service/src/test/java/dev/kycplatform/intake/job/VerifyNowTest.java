package dev.kycplatform.intake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.SmileJobId;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.intake.FakeConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerifyNowTest {
    private static final JobKey KEY = JobKey.of("001", "j1");
    private static final AcceptedJob JOB =
            new AcceptedJob(
                    KEY, Lane.SYNC, new SmileJobId(7), Instant.parse("2026-01-02T03:04:05Z"));
    private static final JobSubmission SUBMISSION =
            new JobSubmission(
                    KEY,
                    Lane.SYNC,
                    new JobRequest("u1", "NG", "BVN", "00000000000", Map.of(), "{}", null, null),
                    "key-1",
                    "ng-nibss",
                    new byte[0],
                    "00-0-0-00");
    private static final StoredResult RESULT = new StoredResult(ResultCode.VALID, new byte[0]);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final JobWaits waits = new JobWaits();
    private final Queue<Instant> deadlines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger claims = new AtomicInteger();
    private volatile ClaimOutcome claim = new ClaimOutcome.Minted(JOB);
    private volatile CompletableFuture<Void> published = CompletableFuture.completedFuture(null);
    private volatile Optional<StoredResult> stored = Optional.empty();
    private volatile @Nullable KycException unreadable;
    private volatile @Nullable CountDownLatch slow;

    private final VerifyNow subject = subject();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void isAnsweredWithWhatTheStoreHasOnceTheReplyComes() throws Exception {
        var answer = verify();
        awaitPublished(1);

        stored = Optional.of(RESULT);
        waits.answered(KEY);

        assertThat(answer.get()).isEqualTo(new SyncAnswer.Ended(RESULT));
        assertThat(waits.size()).isZero();
    }

    @Test
    void isPublishedWithADeadlineBeforeItsEnd() throws Exception {
        var before = Instant.now();

        verify().get();

        assertThat(deadlines)
                .singleElement()
                .satisfies(
                        deadline ->
                                assertThat(deadline)
                                        .isBetween(
                                                before.plusMillis(300),
                                                Instant.now().plusMillis(300)));
    }

    @Test
    void isToldThatWeAreStillAskingWhenTheWaitEndsFirst() throws Exception {
        assertThat(verify().get()).isEqualTo(new SyncAnswer.StillAsking(JOB, SUBMISSION.request()));
        assertThat(waits.size()).isZero();
    }

    @Test
    void findsInALastLookWhatNoReplyToldOf() throws Exception {
        var answer = verify();
        awaitPublished(1);

        stored = Optional.of(RESULT);

        assertThat(answer.get()).isEqualTo(new SyncAnswer.Ended(RESULT));
    }

    @Test
    void isStillAskingIfTheLastLookFails() throws Exception {
        unreadable = new KycException(ErrorCode.DATABASE_UNAVAILABLE, "planted");

        assertThat(verify().get()).isInstanceOf(SyncAnswer.StillAsking.class);
    }

    @Test
    void isStillAskingIfTheLastLookHangs() throws Exception {
        slow = new CountDownLatch(1);

        assertThat(verify().get(5, TimeUnit.SECONDS)).isInstanceOf(SyncAnswer.StillAsking.class);
    }

    @Test
    void isRefusedForNowIfTheResultIsThereButCannotBeRead() {
        var answer = verify();
        awaitPublished(1);

        unreadable = new KycException(ErrorCode.OVERLOADED, "planted");
        waits.answered(KEY);

        assertThat(refusal(answer)).isEqualTo(ErrorCode.OVERLOADED);
    }

    @Test
    void isAnsweredFromTheStoreIfTheJobHasItsResult() throws Exception {
        claim = new ClaimOutcome.Repeated(JOB);
        stored = Optional.of(RESULT);

        assertThat(verify().get()).isEqualTo(new SyncAnswer.Ended(RESULT));

        assertThat(deadlines).isEmpty();
    }

    @Test
    void joinsTheWaitForTheSameJobWithoutPublishingAgain() throws Exception {
        var first = verify();
        awaitPublished(1);
        claim = new ClaimOutcome.Repeated(JOB);
        var second = verify();
        Awaitility.await().until(() -> claims.get() == 2);

        stored = Optional.of(RESULT);
        waits.answered(KEY);

        assertThat(first.get()).isEqualTo(new SyncAnswer.Ended(RESULT));
        assertThat(second.get()).isEqualTo(new SyncAnswer.Ended(RESULT));
        assertThat(deadlines).hasSize(1);
    }

    @Test
    void isPublishedAgainForWhoeverComesAfterTheWait() throws Exception {
        verify().get();
        claim = new ClaimOutcome.Repeated(JOB);

        verify().get();

        assertThat(deadlines).hasSize(2);
    }

    @Test
    void isRefusedIfTheJobIdIsTaken() {
        claim = new ClaimOutcome.Taken();

        assertThat(refusal(verify())).isEqualTo(ErrorCode.JOB_EXISTS);
        assertThat(waits.size()).isZero();
    }

    @Test
    void isUnknownToTheCallerIfPublishingFailed() {
        published =
                CompletableFuture.failedFuture(
                        new KycException(ErrorCode.EVENT_LOG_UNAVAILABLE, "down"));

        assertThat(refusal(verify())).isEqualTo(ErrorCode.SUBMIT_UNAVAILABLE);
        assertThat(waits.size()).isZero();
    }

    @Test
    void leavesNothingBehindWhenAcceptingTakesTooLong() {
        published = new CompletableFuture<>();

        assertThat(refusal(verify())).isEqualTo(ErrorCode.SUBMIT_UNAVAILABLE);
        assertThat(waits.size()).isZero();
    }

    @Test
    void oneTooManyIsRefusedAtOnce() throws Exception {
        var first = verify();
        var second = verify();
        awaitPublished(1);
        Awaitility.await().until(() -> !subject.hasRoom());

        assertThat(refusal(verify())).isEqualTo(ErrorCode.OVERLOADED);

        first.get();
        second.get();
        assertThat(verify().get()).isInstanceOf(SyncAnswer.StillAsking.class);
    }

    private Future<SyncAnswer> verify() {
        return threads.submit(() -> subject.verify(SUBMISSION));
    }

    private void awaitPublished(int times) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> deadlines.size() == times);
    }

    private static ErrorCode refusal(Future<SyncAnswer> refused) {
        var wrapper = catchThrowableOfType(ExecutionException.class, refused::get);
        if (wrapper.getCause() instanceof KycException failure) {
            return failure.code();
        }
        throw new AssertionError("was refused for another reason", wrapper);
    }

    private VerifyNow subject() {
        var config = new FakeConfig(10, Duration.ofMillis(300));
        return new VerifyNow(
                new AcceptJob(
                        new FakeClaims(),
                        new FakeResults(),
                        new AcceptMetrics(new SimpleMeterRegistry()),
                        config),
                (_, _, deadline) -> {
                    deadlines.add(deadline.orElseThrow());
                    return published;
                },
                waits,
                new FakeResults(),
                Clock.systemUTC(),
                config);
    }

    private final class FakeClaims implements Claims {
        @Override
        public CompletableFuture<ClaimOutcome> claim(JobSubmission submission) {
            claims.incrementAndGet();
            return CompletableFuture.completedFuture(claim);
        }

        @Override
        public void confirm(JobKey key, boolean isConfirmed) {}

        @Override
        public Optional<AcceptedJob> find(JobKey key, String userId) {
            return Optional.of(JOB);
        }
    }

    private final class FakeResults implements StoredResults {
        @Override
        public boolean exists(AcceptedJob job) {
            return stored.isPresent();
        }

        @Override
        public Optional<StoredResult> find(AcceptedJob job) {
            var hang = slow;
            if (hang != null) {
                try {
                    hang.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            var failure = unreadable;
            if (failure != null) {
                throw failure;
            }
            return stored;
        }
    }
}
