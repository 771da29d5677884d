package dev.kycplatform.bare.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.eventlog.TopicsInUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;

/** Its topics, which have a prefix of their own. */
@ApplicationScoped
class BareTopics implements TopicsInUse {
    @Override
    public Set<Topics> topics() {
        return EnumSet.of(Topics.JOBS, Topics.JOBS_SYNC, Topics.REPLIES);
    }
}
