package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.deployment.DeploymentConfig;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Before anything reads or writes: makes missing topics in development, refuses to start when hardened. */
@ApplicationScoped
class TopicProvisioner {
    private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);
    private static final int SECONDS = 20;

    private final KafkaConnection connection;
    private final EventLogConfig config;
    private final DeploymentConfig deployment;
    private final TopicNames names;
    private final List<Topics> inUse;

    TopicProvisioner(
            KafkaConnection connection,
            EventLogConfig config,
            DeploymentConfig deployment,
            TopicNames names,
            @All List<TopicsInUse> inUse) {
        this.connection = connection;
        this.config = config;
        this.deployment = deployment;
        this.names = names;
        this.inUse = inUse.stream().flatMap(bean -> bean.topics().stream()).distinct().toList();
    }

    /** Ahead of the message channels, which would wait minutes for a topic that appears late. */
    void provision(@Observes @Priority(10) StartupEvent event) throws InterruptedException {
        if (inUse.isEmpty()) {
            return;
        }
        try (var admin =
                Admin.create(
                        connection.with(
                                Map.of(AdminClientConfig.CLIENT_ID_CONFIG, "provisioner")))) {
            var existing = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
            var missing =
                    inUse.stream().filter(topic -> !existing.contains(names.of(topic))).toList();
            if (missing.isEmpty()) {
                return;
            }
            if (deployment.hardened()) {
                throw new IllegalStateException(
                        "kyc.hardened=true does not make topics; missing: "
                                + missing.stream()
                                        .map(names::of)
                                        .collect(Collectors.joining(", ")));
            }
            create(admin, missing);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "kafka.bootstrap.servers: the broker does not answer", e);
        }
    }

    private void create(Admin admin, List<Topics> missing)
            throws InterruptedException, TimeoutException, ExecutionException {
        var wanted = missing.stream().map(this::definition).toList();
        for (var made : admin.createTopics(wanted).values().entrySet()) {
            try {
                made.getValue().get(SECONDS, TimeUnit.SECONDS);
                LOG.infof("Made topic %s", made.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
                // Another service was faster.
            }
        }
    }

    private NewTopic definition(Topics topic) {
        return new NewTopic(names.of(topic), config.partitions(), config.replication())
                .configs(
                        topic.settings().stream()
                                .collect(
                                        Collectors.toMap(
                                                Topics.Setting::name, Topics.Setting::value)));
    }
}
