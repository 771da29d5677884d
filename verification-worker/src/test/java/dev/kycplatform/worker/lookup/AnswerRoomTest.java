package dev.kycplatform.worker.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AnswerRoomTest {
    private static final int LARGEST = 1024 * 1024;
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AnswerRoom room = new AnswerRoom(4L * LARGEST, LARGEST);

    @Test
    void isGivenBackWhenTheJobHasBeenHandled() {
        AnswerRoom.during(
                () -> {
                    assertThat(hasTaken("a", LARGEST, AT_ONCE)).isTrue();
                    AnswerRoom.during(() -> assertThat(hasTaken("a", 1, AT_ONCE)).isTrue());
                    assertThat(room.free()).isEqualTo(3L * LARGEST - 1024);
                });

        assertThat(room.free()).isEqualTo(4L * LARGEST);
    }

    @Test
    void isGivenBackWhateverHappens() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                AnswerRoom.during(
                                        () -> {
                                            hasTaken("a", LARGEST, AT_ONCE);
                                            throw new IllegalStateException();
                                        }));

        assertThat(room.free()).isEqualTo(4L * LARGEST);
    }

    @Test
    void isNotForOneAuthorityAlone() {
        AnswerRoom.during(
                () -> {
                    assertThat(hasTaken("slow", LARGEST, AT_ONCE)).isTrue();
                    assertThat(hasTaken("slow", LARGEST, AT_ONCE)).isTrue();
                    assertThat(hasTaken("slow", 1, AT_ONCE)).isFalse();
                    assertThat(hasTaken("other", LARGEST, AT_ONCE)).isTrue();
                });
    }

    @Test
    void isWaitedFor() throws Exception {
        var isFull = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first =
                    threads.submit(
                            () ->
                                    AnswerRoom.during(
                                            () -> {
                                                hasTaken("a", LARGEST, AT_ONCE);
                                                hasTaken("a", LARGEST, AT_ONCE);
                                                isFull.countDown();
                                                awaitEnd(mayEnd);
                                            }));
            isFull.await();
            var second = new AtomicBoolean();
            var waiting =
                    threads.submit(
                            () ->
                                    AnswerRoom.during(
                                            () -> second.set(hasTaken("a", LARGEST, LONG))));
            AnswerRoom.during(() -> assertThat(hasTaken("a", 1, Duration.ofMillis(50))).isFalse());
            assertThat(waiting).isNotDone();
            mayEnd.countDown();
            first.get(30, TimeUnit.SECONDS);
            waiting.get(30, TimeUnit.SECONDS);

            assertThat(second).isTrue();
        }
    }

    @Test
    void hasPlaceForTwoOfTheLargestHoweverSmallItIs() {
        assertThat(new AnswerRoom(1, LARGEST).free()).isEqualTo(2L * LARGEST);
    }

    @Test
    void isTakenForAJobOnly() {
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> room.take("a", 1, AT_ONCE));
    }

    private boolean hasTaken(String authority, int bytes, Duration within) {
        try {
            return room.take(authority, bytes, within);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
