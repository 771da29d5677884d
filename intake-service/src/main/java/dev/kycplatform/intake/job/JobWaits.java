package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.job.JobKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Who in this instance waits for which job. A wait is shared by all that want the same job at the same
 * time: one of them publishes it, one reply ends it for all. It is gone when it is answered, when
 * publishing failed or when the last one has left, so there are never more than requests.
 */
@ApplicationScoped
public class JobWaits {
    private final ConcurrentMap<JobKey, Wait> underWay = new ConcurrentHashMap<>();

    /** Takes a place in the wait for a job, before anything is published, so that no reply is missed. */
    Place enter(JobKey key) {
        return new Place(
                key,
                underWay.compute(
                        key, (_, present) -> (present == null ? new Wait() : present).joined()));
    }

    /** The job's result is stored. Whom nobody waits for is ignored. */
    public void answered(JobKey key) {
        var wait = underWay.remove(key);
        if (wait != null) {
            wait.answered.complete(null);
        }
    }

    /** How many jobs are waited for. */
    int size() {
        return underWay.size();
    }

    /** What those who wait for the same job share. */
    private static final class Wait {
        private final AtomicBoolean isPublishing = new AtomicBoolean();
        private final CompletableFuture<Void> published = new CompletableFuture<>();
        private final CompletableFuture<Void> answered = new CompletableFuture<>();

        /** Changed only within the map's own lock on the key. */
        private int places;

        Wait joined() {
            places++;
            return this;
        }

        boolean isLeftByTheLast() {
            places--;
            return places == 0;
        }
    }

    /** One caller's part in a wait; to be closed when it waits no more. */
    final class Place implements AutoCloseable {
        private final JobKey key;
        private final Wait wait;

        private Place(JobKey key, Wait wait) {
            this.key = key;
            this.wait = wait;
        }

        /**
         * Publishes the job unless another one in this wait does, or did. Completes for all of them
         * alike, with what became of it.
         */
        CompletableFuture<Void> publishOnce(Supplier<CompletableFuture<Void>> publish) {
            if (wait.isPublishing.compareAndSet(false, true)) {
                started(publish)
                        .whenComplete(
                                (_, failure) -> {
                                    if (failure == null) {
                                        wait.published.complete(null);
                                    } else {
                                        // Whoever comes now starts anew.
                                        underWay.remove(key, wait);
                                        wait.published.completeExceptionally(failure);
                                    }
                                });
            }
            return wait.published.copy();
        }

        private static CompletableFuture<Void> started(Supplier<CompletableFuture<Void>> publish) {
            try {
                return publish.get();
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        /** True if the reply came, false if it did not within this time. */
        boolean awaitAnswer(Duration within) {
            try {
                wait.answered.get(within.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException _) {
                return false;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException("a wait never fails", e);
            }
        }

        @Override
        public void close() {
            underWay.computeIfPresent(
                    key,
                    (_, present) -> present == wait && wait.isLeftByTheLast() ? null : present);
        }
    }
}
