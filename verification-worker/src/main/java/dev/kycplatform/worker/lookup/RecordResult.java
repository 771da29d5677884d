package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.error.KycException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Ends a job: stores its result, first writer wins, and tells of the stored one. Safe to repeat by the
 * job's key. Only when it has returned may the job's record be acknowledged or its parked row go.
 */
@ApplicationScoped
public class RecordResult {
    private static final Logger LOG = Logger.getLogger(RecordResult.class);

    private final Results results;
    private final TellResult tellResult;
    private final LookupMetrics metrics;

    RecordResult(Results results, TellResult tellResult, LookupMetrics metrics) {
        this.results = results;
        this.tellResult = tellResult;
        this.metrics = metrics;
    }

    /**
     * @return the one that is stored, which another writer may have stored first
     * @throws KycException if the database or the event log is away (it may have happened)
     */
    public StoredResult record(JobResult result) {
        var recorded = results.store(result);
        if (recorded.isNew()) {
            metrics.ended(result);
        }
        tellResult.tell(result.job().received(), recorded.result());
        LOG.debugf(
                "Job ended: jobId=%s partnerId=%s attempt=%d code=%s",
                result.job().key().jobId(),
                result.job().key().partnerId(),
                result.attempts(),
                result.code().wire());
        return recorded.result();
    }
}
