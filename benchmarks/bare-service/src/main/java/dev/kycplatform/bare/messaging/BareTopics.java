package dev.kycplatform.bare.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.eventlog.TopicsInUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;

/** The one topic, which has a prefix of its own. */
@ApplicationScoped
class BareTopics implements TopicsInUse {
    @Override
    public Set<Topics> topics() {
        return EnumSet.of(Topics.JOBS);
    }
}
