package dev.kycplatform.worker.cancelling;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import java.util.List;
import java.util.Optional;

/**
 * Parked jobs out of their turn. For virtual threads: every method waits for the database and throws {@link
 * KycException} with DATABASE_UNAVAILABLE (it may have happened).
 */
public interface TakenJobs {
    /**
     * Leases a parked job, whoever has it: what an attempt under way writes afterwards carries an old lease and
     * changes nothing. Empty if no such job is parked.
     */
    Optional<TakenJob> take(JobKey key);

    /** So many at most, by partner and job id. */
    List<JobKey> parked(ParkedJobFilter filter, int most);

    /** Only once the job's end is announced. */
    void remove(TakenJob job);
}
