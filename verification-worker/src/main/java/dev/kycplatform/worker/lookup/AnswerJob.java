package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.worker.WorkerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/**
 * Takes an accepted job to its result, or to where it waits for one. Idempotent by partner, job and
 * {@code accepted_at}:
 *
 * <pre>
 * has a result                   announced again, and the asking instance told
 * is parked                      left alone, the row owns it
 * is under way in this instance  joined: done when that is done; each asking instance is told
 * is older than results are kept refused: whether it was answered is not known
 * does not open                  refused, whatever became of the job it names
 * is awaited (sync)              asked, then recorded whatever came
 * otherwise                      asked, then recorded or parked
 * </pre>
 */
@ApplicationScoped
public class AnswerJob {
    private static final Logger LOG = Logger.getLogger(AnswerJob.class);

    private final JobReader reader;
    private final Results results;
    private final TellResult tellResult;
    private final AskAuthority askAuthority;
    private final AskNow askNow;
    private final RecordResult recordResult;
    private final Parking parking;
    private final AuthoritySlots slots;
    private final OwnWork ownWork;
    private final Clock clock;
    private final Duration resultsKeptFor;

    /** Completed with true if the job was taken care of. Never more than the records being handled. */
    private final ConcurrentMap<ResultReference, CompletableFuture<Boolean>> underWay =
            new ConcurrentHashMap<>();

    AnswerJob(
            JobReader reader,
            Results results,
            TellResult tellResult,
            AskAuthority askAuthority,
            AskNow askNow,
            RecordResult recordResult,
            Parking parking,
            AuthoritySlots slots,
            OwnWork ownWork,
            Clock clock,
            WorkerConfig config) {
        this.reader = reader;
        this.results = results;
        this.tellResult = tellResult;
        this.askAuthority = askAuthority;
        this.askNow = askNow;
        this.recordResult = recordResult;
        this.parking = parking;
        this.slots = slots;
        this.ownWork = ownWork;
        this.clock = clock;
        this.resultsKeptFor = config.resultsKeptFor();
    }

    /**
     * Returns when the job's record may be acknowledged.
     *
     * @throws KycException with SEAL_BROKEN or JOB_TOO_OLD, or worth repeating
     */
    public void answer(ReceivedJob job) {
        var mine = new CompletableFuture<Boolean>();
        while (true) {
            var other = underWay.putIfAbsent(job.reference(), mine);
            if (other == null) {
                lead(job, mine);
                return;
            }
            if (other.join()) {
                // What claims to be the same job may be forged.
                reader.open(job);
                tellResult.reply(job);
                return;
            }
            // What was joined failed, and for reasons that need not be this record's own.
        }
    }

    private void lead(ReceivedJob job, CompletableFuture<Boolean> end) {
        var isDone = false;
        try {
            handle(job);
            isDone = true;
        } finally {
            underWay.remove(job.reference(), end);
            end.complete(isDone);
        }
    }

    private void handle(ReceivedJob job) {
        Runnable deciding = () -> AnswerRoom.during(() -> decide(job));
        if (job.isAwaited()) {
            deciding.run();
        } else {
            ownWork.during(deciding);
        }
    }

    private void decide(ReceivedJob job) {
        requireKnowable(job);
        var opened = reader.open(job);
        switch (results.standing(job)) {
            case Standing.Answered(var result) -> tellResult.tell(job, result);
            case Standing.Parked() ->
                    LOG.debugf(
                            "Job is parked: jobId=%s partnerId=%s",
                            job.key().jobId(), job.key().partnerId());
            case Standing.Open() -> {
                age(job).ifPresent(late -> slots.takenUp(job.key().partnerId(), late));
                attempt(opened);
            }
        }
    }

    /** Whether a job that old was answered is not known any more, and nobody is asked twice. */
    private void requireKnowable(ReceivedJob job) {
        if (job.acceptedAt().isBefore(clock.instant().minus(resultsKeptFor))) {
            throw new KycException(
                    ErrorCode.JOB_TOO_OLD, "results of the time it was accepted are not kept");
        }
    }

    private void attempt(Job job) {
        if (job.received().isAwaited()) {
            record(askNow.ask(job));
        } else {
            askOrPark(job);
        }
    }

    private void askOrPark(Job job) {
        switch (askAuthority.ask(job)) {
            case Outcome.Ended(var result) -> record(result);
            case Outcome.Postponed postponed -> {
                parking.park(job.received(), postponed);
                took(job, postponed.asked());
            }
        }
    }

    private void record(JobResult result) {
        recordResult.record(result);
        took(result.job(), result.asked());
    }

    private void took(Job job, Duration asked) {
        age(job.received()).ifPresent(age -> slots.took(job.key().partnerId(), age.minus(asked)));
    }

    private Optional<Duration> age(ReceivedJob job) {
        return job.publishedAt().map(at -> Duration.between(at, clock.instant()));
    }
}
