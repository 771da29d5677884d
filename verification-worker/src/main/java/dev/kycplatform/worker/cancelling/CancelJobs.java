package dev.kycplatform.worker.cancelling;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Ends parked jobs, a page at a time, each by {@link CancelJob} and audited by itself. */
@ApplicationScoped
public class CancelJobs {
    private static final Logger LOG = Logger.getLogger(CancelJobs.class);

    private final TakenJobs takenJobs;
    private final CancelJob cancelJob;

    CancelJobs(TakenJobs takenJobs, CancelJob cancelJob) {
        this.takenJobs = takenJobs;
        this.cancelJob = cancelJob;
    }

    /**
     * What became of a page of them.
     *
     * @param answered ended by themselves first
     * @param unreadable cannot be opened here; left to be dead-lettered
     * @param next behind which to go on; empty: that was all
     */
    public record Page(int cancelled, int answered, int unreadable, Optional<JobKey> next) {}

    private enum End {
        CANCELLED,
        ANSWERED,
        UNREADABLE
    }

    /**
     * @param most jobs
     * @throws KycException worth repeating: those before it have ended
     */
    public Page cancel(ParkedJobFilter filter, int most, Requester requester) {
        var keys = takenJobs.parked(filter, most);
        var ends = keys.stream().map(key -> end(key, requester)).toList();
        return new Page(
                count(ends, End.CANCELLED),
                count(ends, End.ANSWERED),
                count(ends, End.UNREADABLE),
                keys.size() < most ? Optional.empty() : Optional.of(keys.getLast()));
    }

    private End end(JobKey key, Requester requester) {
        try {
            return cancelJob.cancel(key, requester) == ResultCode.AUTHORITY_UNAVAILABLE
                    ? End.CANCELLED
                    : End.ANSWERED;
        } catch (KycException e) {
            if (e.isWorthRepeating()) {
                throw e;
            }
            if (e.code() == ErrorCode.CONFLICT) {
                return End.ANSWERED;
            }
            LOG.warnf(
                    e,
                    "A parked job is not cancelled: jobId=%s partnerId=%s code=%s",
                    key.jobId(),
                    key.partnerId(),
                    e.code());
            return End.UNREADABLE;
        }
    }

    private static int count(List<End> ends, End end) {
        return Math.toIntExact(ends.stream().filter(it -> it == end).count());
    }
}
