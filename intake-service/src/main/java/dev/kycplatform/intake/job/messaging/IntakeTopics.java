package dev.kycplatform.intake.job.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.eventlog.TopicsInUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;

/** What the intake service writes and reads. */
@ApplicationScoped
class IntakeTopics implements TopicsInUse {
    @Override
    public Set<Topics> topics() {
        return EnumSet.of(
                Topics.JOBS, Topics.JOBS_SYNC, Topics.REPLIES, Topics.PARTNERS, Topics.COMMANDS);
    }
}
