package dev.kycplatform.acceptance;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Begins something at a fixed rate, each time on a thread of its own, however long what was begun before takes. */
final class Steadily implements AutoCloseable {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Duration between;
    private final IntConsumer work;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread pace = Thread.ofVirtual().unstarted(this::begin);
    private final AtomicInteger begun = new AtomicInteger();
    private volatile boolean isOver;

    /** @param work is told how many were begun before it; ends when its thread is interrupted */
    Steadily(Duration between, IntConsumer work) {
        this.between = between;
        this.work = work;
    }

    void start() {
        pace.start();
    }

    /**
     * Begins nothing further; returns when all that was begun has ended.
     *
     * @throws AssertionError if something does not end
     */
    void end() throws InterruptedException {
        isOver = true;
        pace.join();
        callers.shutdown();
        if (!callers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(
                    "not all of the %d that were begun have ended".formatted(begun.get()));
        }
    }

    /** Ends it whatever has become of it. */
    @Override
    public void close() {
        isOver = true;
        callers.shutdownNow();
    }

    private void begin() {
        while (!isOver) {
            var number = begun.getAndIncrement();
            callers.execute(() -> work.accept(number));
            pause(between);
        }
    }

    /**
     * Tries, a moment after each other, until one has an answer.
     *
     * @param attempt is told how many there were before it; empty if it has none
     * @return empty if nobody wants to know any more
     */
    static <T> Optional<T> untilAnswered(IntFunction<Optional<T>> attempt) {
        for (int before = 0; !Thread.currentThread().isInterrupted(); before++) {
            var answer = attempt.apply(before);
            if (answer.isPresent()) {
                return answer;
            }
            pause();
        }
        return Optional.empty();
    }

    /** As long as between two tries. */
    static void pause() {
        pause(BETWEEN_TRIES);
    }

    private static void pause(Duration duration) {
        try {
            // A rate is what this is told to keep.
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
