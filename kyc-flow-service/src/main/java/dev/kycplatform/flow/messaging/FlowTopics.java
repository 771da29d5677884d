package dev.kycplatform.flow.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.eventlog.TopicsInUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;

/** What the KYC flow service writes and reads. */
@ApplicationScoped
class FlowTopics implements TopicsInUse {
    @Override
    public Set<Topics> topics() {
        return EnumSet.of(Topics.APPS, Topics.COMMANDS);
    }
}
