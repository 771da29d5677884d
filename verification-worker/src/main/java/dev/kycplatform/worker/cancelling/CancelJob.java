package dev.kycplatform.worker.cancelling;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.operators.AuditLog;
import dev.kycplatform.operators.Requester;
import dev.kycplatform.worker.lookup.JobReader;
import dev.kycplatform.worker.lookup.JobResult;
import dev.kycplatform.worker.lookup.RecordResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Ends a parked job with 1015: stored, announced, its callback owed, as any other end.
 *
 * <pre>
 * take the row ──▶ audit ──▶ store 1015, first writer wins ──▶ announce what is stored ──▶ remove the row
 * </pre>
 *
 * An attempt under way loses its lease. If it still brings an answer first, that is the job's result and
 * the cancellation only clears up. Dying in between leaves the lease to expire: the job is asked for again.
 */
@ApplicationScoped
public class CancelJob {
    private final TakenJobs takenJobs;
    private final JobReader reader;
    private final RecordResult recordResult;
    private final AuditLog audit;
    private final Clock clock;

    CancelJob(
            TakenJobs takenJobs,
            JobReader reader,
            RecordResult recordResult,
            AuditLog audit,
            Clock clock) {
        this.takenJobs = takenJobs;
        this.reader = reader;
        this.recordResult = recordResult;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @return the job's result, which is 1015 unless an attempt was faster
     * @throws KycException with CONFLICT if no such job is parked; or worth repeating
     */
    public ResultCode cancel(JobKey key, Requester requester) {
        var taken =
                takenJobs
                        .take(key)
                        .orElseThrow(
                                () ->
                                        new KycException(
                                                ErrorCode.CONFLICT, "no such job is parked"));
        audit.record(requester, "job.cancel", key.toString());
        var job = reader.open(reader.read(taken.event(), taken.traceParent()));
        var stored =
                recordResult.record(
                        JobResult.without(
                                        job,
                                        taken.authority(),
                                        ResultCode.AUTHORITY_UNAVAILABLE,
                                        Optional.empty(),
                                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                                        taken.attempts())
                                .parked(taken.time()));
        takenJobs.remove(taken);
        return stored.code();
    }
}
