package dev.kycplatform.dispatcher.delivery.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.eventlog.TopicsInUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The topics of the dispatcher. */
@ApplicationScoped
class DispatcherTopics implements TopicsInUse {
    @Override
    public Set<Topics> topics() {
        return Set.of(
                Topics.RESULTS,
                Topics.VERIFICATIONS,
                Topics.COMMANDS,
                Topics.PARTNERS,
                Topics.DELIVERIES,
                Topics.DEAD_LETTERS);
    }
}
