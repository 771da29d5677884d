package dev.kycplatform.intake.overview;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accepted jobs without a result, remembered so that finding them costs as much as there are and not as much as was
 * ever accepted. Blocking; every method fails with {@link KycException} worth repeating if the database does not answer.
 */
public interface OpenJobs {
    /**
     * Looks at the next claims.
     *
     * @param window how much of the time since the last look; all of it at most
     * @param behind how much of the latest time is left for later, because its commits may still come
     * @return empty if it has caught up, or another instance is at it
     */
    Optional<Look> look(Duration window, Duration behind);

    /**
     * @param claims how many were looked at
     * @param isMore whether there was more than the window took
     */
    record Look(int claims, boolean isMore) {}

    /**
     * Looks again at so many of those remembered: forgets those that have their result, and brings the others' states up
     * to date.
     *
     * @return the last one; empty: there is none after
     */
    Optional<JobKey> lookAgain(Optional<JobKey> after, int most);

    /** Each state's, as of the last look; without those that no job is in. */
    Map<JobState, Open> counts();

    /**
     * Jobs in one state.
     *
     * @param oldest when the first of them was accepted
     */
    record Open(long jobs, Instant oldest) {}

    /** Those that are neither answered nor parked now, oldest first. */
    List<KnownJob> stuck(int most);
}
