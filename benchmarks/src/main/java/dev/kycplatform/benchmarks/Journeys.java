package dev.kycplatform.benchmarks;

import dev.kycplatform.benchmarks.load.Target;
import dev.kycplatform.benchmarks.reconciliation.JobLedger;
import dev.kycplatform.benchmarks.system.Receiver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Jobs from their request to their callback, as one exchange each. A job whose callback does not come is given up once
 * nothing has arrived for a while, so that the run ends and the ledger names it.
 */
final class Journeys implements AutoCloseable {
    /** Longer than the dispatcher's first retry takes to come. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final JobLedger ledger;
    private final Map<Long, CompletableFuture<Boolean>> open = new ConcurrentHashMap<>();
    private final AtomicLong lastMovedAt = new AtomicLong(System.nanoTime());
    private final Thread watch = Thread.ofVirtual().unstarted(this::watch);
    private volatile boolean isClosed;

    /** @param receiver which tells of callbacks from now on */
    Journeys(JobLedger ledger, Receiver receiver) {
        this.ledger = ledger;
        receiver.tell(this::arrived);
        watch.start();
    }

    /** @param submit sends the job of a number; true if it was accepted */
    Target of(LongFunction<CompletionStage<Boolean>> submit) {
        return _ -> {
            var number = ledger.next();
            var arrival = new CompletableFuture<Boolean>();
            open.put(number, arrival);
            lastMovedAt.set(System.nanoTime());
            submit.apply(number)
                    .whenComplete(
                            (isAccepted, failure) -> {
                                if (failure != null) {
                                    // Nobody knows: its callback may still come.
                                    giveUp(number, failure);
                                } else if (isAccepted) {
                                    ledger.accepted(number);
                                } else {
                                    end(number, false);
                                }
                            });
            return arrival;
        };
    }

    /** Jobs that were sent and whose callback has not come. */
    int underWay() {
        return open.size();
    }

    private void arrived(long number) {
        lastMovedAt.set(System.nanoTime());
        ledger.arrived(number);
        end(number, true);
    }

    private void end(long number, boolean isReceived) {
        var arrival = open.remove(number);
        if (arrival != null) {
            arrival.complete(isReceived);
        }
    }

    private void giveUp(long number, Throwable failure) {
        var arrival = open.remove(number);
        if (arrival != null) {
            arrival.completeExceptionally(failure);
        }
    }

    private void watch() {
        while (!isClosed) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            if (System.nanoTime() - lastMovedAt.get() > PATIENCE.toNanos()) {
                var late = new IllegalStateException("no callback came for " + PATIENCE);
                open.keySet().forEach(number -> giveUp(number, late));
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
