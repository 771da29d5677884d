package dev.kycplatform.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Instance;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Partners that send jobs at a fixed rate, in turn to every instance of intake, and repeat each at the next one until it
 * is accepted. An answer that the contract does not allow in an outage is kept, and is a failure of its own.
 */
final class SteadyLoad implements AutoCloseable {
    private static final Duration BETWEEN_JOBS = Duration.ofMillis(25);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int ACCEPTED = 200;
    private static final int UNAVAILABLE = 503;

    private final PartnerClient partner;
    private final List<Instance> intakes;
    private final CallbackInbox inbox;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread pace = Thread.ofVirtual().unstarted(this::send);
    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean isOver;

    final Set<String> accepted = ConcurrentHashMap.newKeySet();

    /** Answers 503 with Retry-After. */
    final AtomicLong refused = new AtomicLong();

    /** Requests that nobody answered: the instance was gone, or went. */
    final AtomicLong unanswered = new AtomicLong();

    /** Every other answer. */
    final Queue<String> unlawful = new ConcurrentLinkedQueue<>();

    private SteadyLoad(PartnerClient partner, List<Instance> intakes, CallbackInbox inbox) {
        this.partner = partner;
        this.intakes = List.copyOf(intakes);
        this.inbox = inbox;
    }

    static SteadyLoad start(PartnerClient partner, List<Instance> intakes, CallbackInbox inbox) {
        var load = new SteadyLoad(partner, intakes, inbox);
        load.pace.start();
        return load;
    }

    /** No further job; returns when every one that was begun is accepted. */
    void end() throws InterruptedException {
        isOver = true;
        pace.join();
        callers.shutdown();
        if (!callers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(
                    "%d of %d jobs were accepted".formatted(accepted.size(), sent.get()));
        }
    }

    /** Ends it whatever has become of it. */
    @Override
    public void close() {
        isOver = true;
        callers.shutdownNow();
    }

    private void send() {
        while (!isOver) {
            var number = sent.getAndIncrement();
            callers.execute(() -> submit(number));
            pause(BETWEEN_JOBS);
        }
    }

    private void submit(int number) {
        var jobId = partner.newJobId();
        var job = job(number, jobId);
        for (int attempt = 0; !Thread.currentThread().isInterrupted(); attempt++) {
            if (isAccepted(intakes.get((number + attempt) % intakes.size()), job)) {
                accepted.add(jobId);
                return;
            }
            pause(BETWEEN_TRIES);
        }
    }

    private boolean isAccepted(Instance intake, ObjectNode job) {
        try {
            var answer = partner.submitTo(intake.baseUrl(), job);
            var mayRepeat =
                    answer.status() == UNAVAILABLE
                            && answer.raw().headers().firstValue("Retry-After").isPresent();
            if (mayRepeat) {
                refused.incrementAndGet();
            } else if (answer.status() != ACCEPTED) {
                unlawful.add(answer.status() + " " + answer.raw().body());
            }
            return answer.status() == ACCEPTED;
        } catch (UncheckedIOException | IllegalStateException _) {
            unanswered.incrementAndGet();
            return false;
        }
    }

    /** In turn at either authority, found and not found. */
    private ObjectNode job(int number, String jobId) {
        var ending = number % 4 / 2;
        return number % 2 == 0
                ? partner.job(jobId, "NG", "BVN", "0000000000" + ending, inbox.url())
                : partner.job(jobId, "KE", "NATIONAL_ID", "0000000" + ending, inbox.url());
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
