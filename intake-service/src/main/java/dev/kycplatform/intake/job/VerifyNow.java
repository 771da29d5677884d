package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.intake.IntakeConfig;
import dev.kycplatform.intake.limit.FairPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/**
 * Takes a job and waits for its result, but never longer than its caller was promised:
 *
 * <pre>
 * 0                          accepted as every job is, or refused
 * answer-within − margin     the worker asks nobody any more
 * answer-within − last-look  no reply: the store is looked at once more
 * answer-within              answered, with what there is
 * </pre>
 *
 * A reply only says that there is something to read: the store alone knows what.
 */
@ApplicationScoped
public class VerifyNow {
    private static final Executor VIRTUAL_THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final AcceptJob acceptJob;
    private final JobPublisher publisher;
    private final JobWaits waits;
    private final StoredResults results;
    private final Clock clock;
    private final FairPlaces waiting;
    private final Duration within;
    private final Duration margin;
    private final Duration lastLook;

    VerifyNow(
            AcceptJob acceptJob,
            JobPublisher publisher,
            JobWaits waits,
            StoredResults results,
            Clock clock,
            IntakeConfig config) {
        this.acceptJob = acceptJob;
        this.publisher = publisher;
        this.waits = waits;
        this.results = results;
        this.clock = clock;
        this.waiting = new FairPlaces(config.sync().mostWaiting(), config.sync().mostWaitingEach());
        this.within = config.sync().answerWithin();
        this.margin = config.sync().margin();
        this.lastLook = config.sync().lastLook();
    }

    /**
     * Blocking, for a virtual thread.
     *
     * @throws KycException as {@link AcceptJob#accept} fails; after that, worth repeating: there is a
     *     result, but it could not be read
     */
    public SyncAnswer verify(JobSubmission submission) {
        var partner = submission.key().partnerId();
        if (!waiting.tryTake(partner)) {
            throw new KycException(ErrorCode.OVERLOADED, "too many requests are being answered");
        }
        try (var place = waits.enter(submission.key())) {
            var end = clock.instant().plus(within);
            var acceptance = accept(submission, place, end.minus(margin));
            var isThere = acceptance.hasResult() || place.awaitAnswer(until(end.minus(lastLook)));
            return result(acceptance.job(), isThere, end)
                    .<SyncAnswer>map(SyncAnswer.Ended::new)
                    .orElseGet(
                            () ->
                                    new SyncAnswer.StillAsking(
                                            acceptance.job(), submission.request()));
        } finally {
            waiting.giveBack(partner);
        }
    }

    /** False while the next request would be refused. */
    boolean hasRoom() {
        return !waiting.isFull();
    }

    private AcceptJob.Acceptance accept(
            JobSubmission submission, JobWaits.Place place, Instant deadline) {
        AcceptJob.Publishing once =
                job ->
                        place.publishOnce(
                                () -> publisher.publish(job, submission, Optional.of(deadline)));
        return joined(acceptJob.accept(submission, once).toCompletableFuture());
    }

    /** What is said to be there must be read; a last look may fail. */
    private Optional<StoredResult> result(AcceptedJob job, boolean isThere, Instant end) {
        try {
            var found = CompletableFuture.supplyAsync(() -> results.find(job), VIRTUAL_THREADS);
            return joined(Deadlines.failLate(found, until(end)));
        } catch (KycException e) {
            if (isThere || !e.isWorthRepeating()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Duration until(Instant time) {
        var left = Duration.between(clock.instant(), time);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case KycException failure -> failure;
                case TimeoutException late ->
                        new KycException(ErrorCode.SUBMIT_UNAVAILABLE, "took too long", late);
                case null, default -> e;
            };
        }
    }
}
