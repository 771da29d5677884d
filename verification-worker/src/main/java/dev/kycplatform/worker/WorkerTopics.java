package dev.kycplatform.worker;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.eventlog.TopicsInUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The worker's topics. */
@ApplicationScoped
class WorkerTopics implements TopicsInUse {
    @Override
    public Set<Topics> topics() {
        return Set.of(
                Topics.JOBS,
                Topics.JOBS_SYNC,
                Topics.REPLIES,
                Topics.RESULTS,
                Topics.PARTNERS,
                Topics.DEAD_LETTERS);
    }
}
