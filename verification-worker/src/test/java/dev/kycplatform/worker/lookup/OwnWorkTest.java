package dev.kycplatform.worker.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OwnWorkTest {
    private final OwnWork ownWork = new OwnWork(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void whoComesBeyondTheBoundStandsInLine() {
        var mayEnd = new CompletableFuture<Void>();
        threads.execute(() -> ownWork.during(() -> doUntil("first", mayEnd)));
        await().until(() -> done.contains("first"));
        threads.execute(() -> ownWork.during(() -> done.add("second")));
        await().until(() -> ownWork.line() == 1);
        threads.execute(() -> ownWork.during(() -> done.add("third")));
        await().until(() -> ownWork.line() == 2);
        assertThat(done).containsExactly("first");

        mayEnd.complete(null);

        await().until(() -> done.size() == 3);
        assertThat(done).containsExactly("first", "second", "third");
    }

    @Test
    void aJobAtItsAuthorityKeepsNobodyOutAndStandsInNoLineWhenItComesBack() {
        var answer = new CompletableFuture<Void>();
        var mayEnd = new CompletableFuture<Void>();
        threads.execute(
                () ->
                        ownWork.during(
                                () -> {
                                    OwnWork.apart(() -> doUntil("asking", answer));
                                    done.add("answered");
                                }));
        await().until(() -> done.contains("asking"));
        threads.execute(() -> ownWork.during(() -> doUntil("other", mayEnd)));
        await().until(() -> done.contains("other"));

        answer.complete(null);

        await().until(() -> done.contains("answered"));
        threads.execute(() -> ownWork.during(() -> done.add("next")));
        await().until(() -> ownWork.line() == 1);
        mayEnd.complete(null);
        await().until(() -> done.contains("next"));
    }

    @Test
    void aJobWhoseAnswerWaitsForRoomIsWorkedOn() {
        ownWork.during(
                () -> {
                    OwnWork.apart(
                            () -> {
                                assertThat(ownWork.free()).isOne();
                                OwnWork.answered();
                                return done.add("answered at " + ownWork.free());
                            });
                    done.add("going on at " + ownWork.free());
                });

        assertThat(done).containsExactly("answered at 0", "going on at 0");
        assertThat(ownWork.free()).isOne();
    }

    @Test
    void aPlaceIsGivenBackWhateverHappens() {
        assertThatIllegalStateException().isThrownBy(() -> ownWork.during(OwnWorkTest::fail));
        assertThatIllegalStateException()
                .isThrownBy(() -> ownWork.during(() -> OwnWork.apart(OwnWorkTest::fail)));

        ownWork.during(() -> done.add("next"));

        assertThat(done).containsExactly("next");
    }

    @Test
    void whoHasNoPlaceNeedsNoneToAsk() {
        ownWork.during(
                () ->
                        assertThat(threads.submit(() -> OwnWork.apart(() -> "answer")))
                                .succeedsWithin(Duration.ofSeconds(10))
                                .isEqualTo("answer"));
    }

    private static String fail() {
        throw new IllegalStateException("made up");
    }

    private String doUntil(String what, CompletableFuture<Void> end) {
        done.add(what);
        end.join();
        return what;
    }
}
