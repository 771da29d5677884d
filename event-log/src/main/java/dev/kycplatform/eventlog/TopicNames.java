package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.deployment.DeploymentConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** The topics' names in this deployment. */
@ApplicationScoped
public class TopicNames {
    private final String prefix;

    public TopicNames(DeploymentConfig deployment) {
        this.prefix = deployment.topicPrefix().orElse("");
    }

    public String of(Topics topic) {
        return prefix + topic.topicName();
    }
}
