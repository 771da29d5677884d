package dev.kycplatform.flow.verification.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.eventlog.TopicsInUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The topics of verifications. */
@ApplicationScoped
class VerificationTopics implements TopicsInUse {
    @Override
    public Set<Topics> topics() {
        return Set.of(Topics.JOBS, Topics.RESULTS, Topics.VERIFICATIONS, Topics.DEAD_LETTERS);
    }
}
