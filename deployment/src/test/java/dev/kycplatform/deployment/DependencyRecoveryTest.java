package dev.kycplatform.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DependencyRecoveryTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final FakeProbe database = new FakeProbe(ErrorCode.DATABASE_UNAVAILABLE);
    private final FakeProbe eventLog = new FakeProbe(ErrorCode.EVENT_LOG_UNAVAILABLE);
    private final DependencyRecovery recovery = new DependencyRecovery(List.of(database, eventLog));
    private final KycException failure =
            new KycException(ErrorCode.DATABASE_UNAVAILABLE, "planted");
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        recovery.stop(new ShutdownEvent());
        threads.close();
    }

    @Test
    void manyWaitOneAsksAndAllGoOn() {
        eventLog.comeUp();
        var waiters = IntStream.range(0, 200).mapToObj(_ -> waiter()).toList();
        await().until(() -> database.asked() >= 2);
        assertThat(waiters).noneMatch(CompletableFuture::isDone);
        var askedBefore = database.asked();

        database.comeUp();

        assertThat(waiters).allSatisfy(waiter -> assertThat(waiter).succeedsWithin(SOON));
        assertThat(database.mostAtOnce()).isEqualTo(1);
        assertThat(database.asked()).isLessThanOrEqualTo(askedBefore + 3);
    }

    @Test
    void nobodyGoesOnWhileAnotherDependencyIsDown() {
        database.comeUp();
        var waiter = waiter();
        await().until(() -> eventLog.asked() >= 2);
        assertThat(waiter).isNotDone();

        eventLog.comeUp();

        assertThat(waiter).succeedsWithin(SOON);
    }

    @Test
    void aNewFailureWaitsForANewAnswer() {
        database.comeUp();
        eventLog.comeUp();
        recovery.await(failure);
        var asked = database.asked();

        recovery.await(failure);

        assertThat(database.asked()).isEqualTo(asked + 1);
    }

    @Test
    void aStopThrowsEveryWaitersFailure() {
        var waiters = IntStream.range(0, 20).mapToObj(_ -> waiter()).toList();
        await().until(() -> database.asked() >= 1);

        recovery.stop(new ShutdownEvent());

        assertThat(waiters)
                .allSatisfy(
                        waiter ->
                                assertThat(waiter)
                                        .failsWithin(SOON)
                                        .withThrowableThat()
                                        .withCause(failure));
    }

    @Test
    void nobodyIsAskedAfterAStop() {
        database.comeUp();
        eventLog.comeUp();
        recovery.stop(new ShutdownEvent());

        assertThatThrownBy(() -> recovery.await(failure)).isSameAs(failure);
        assertThat(database.asked()).isZero();
    }

    private CompletableFuture<Void> waiter() {
        return CompletableFuture.runAsync(() -> recovery.await(failure), threads);
    }
}
