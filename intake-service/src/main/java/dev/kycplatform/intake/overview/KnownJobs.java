package dev.kycplatform.intake.overview;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.SmileJobId;
import java.util.List;
import java.util.Optional;

/**
 * Accepted jobs. Blocking; every method fails with {@link KycException} worth repeating if the database does not
 * answer.
 */
public interface KnownJobs {
    Optional<KnownJob> find(JobKey key);

    Optional<KnownJob> find(SmileJobId id);

    /**
     * Those that fit among the next so many jobs by key; however few fit, a page costs the same.
     *
     * @param after where the last page ended; empty: from the beginning
     */
    Page list(JobFilter filter, Optional<JobKey> after, int most);

    /** @param next where the next page begins; empty: there is none */
    record Page(List<KnownJob> jobs, Optional<JobKey> next) {}
}
