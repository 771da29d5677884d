package dev.kycplatform.lag;

import dev.kycplatform.contracts.error.KycException;
import java.util.Map;

/** Where the watched groups stand, as the broker sees them. */
public interface GroupStandings {
    /**
     * Every partition of every topic that the groups read, those without any lag too. For one thread.
     *
     * @throws KycException with EVENT_LOG_UNAVAILABLE
     */
    Map<GroupPartition, Standing> read();
}
