package dev.kycplatform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.Topics;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicProvisionerIT {
    private final TestBroker broker = new TestBroker();

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void makesMissingTopicsWithTheirSettings() throws Exception {
        provisioner(false, () -> Set.of(Topics.JOBS), () -> Set.of(Topics.JOBS, Topics.PARTNERS))
                .provision(new StartupEvent());

        var made = Set.of(nameOf(Topics.JOBS), nameOf(Topics.PARTNERS));
        await().until(() -> broker.admin().listTopics().names().get().containsAll(made));
        assertThat(broker.admin().describeTopics(made).allTopicNames().get().values())
                .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(2));
        assertThat(settings(Topics.JOBS).get("cleanup.policy").value()).isEqualTo("delete");
        assertThat(settings(Topics.JOBS).get("retention.ms").value())
                .isEqualTo(Long.toString(Duration.ofDays(14).toMillis()));
        assertThat(settings(Topics.PARTNERS).get("cleanup.policy").value()).isEqualTo("compact");
    }

    @Test
    void leavesATopicThatIsThereAsItIs() throws Exception {
        broker.make(Topics.JOBS, 5);

        provisioner(false, () -> Set.of(Topics.JOBS)).provision(new StartupEvent());

        assertThat(
                        broker.admin()
                                .describeTopics(Set.of(nameOf(Topics.JOBS)))
                                .allTopicNames()
                                .get()
                                .values())
                .singleElement()
                .satisfies(topic -> assertThat(topic.partitions()).hasSize(5));
    }

    @Test
    void hardenedRefusesToStartAndNamesWhatIsMissing() throws Exception {
        broker.make(Topics.JOBS, 1);
        var provisioner =
                provisioner(true, () -> Set.of(Topics.JOBS, Topics.RESULTS, Topics.DEAD_LETTERS));

        assertThatThrownBy(() -> provisioner.provision(new StartupEvent()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(nameOf(Topics.RESULTS))
                .hasMessageContaining(nameOf(Topics.DEAD_LETTERS))
                .hasMessageNotContaining(nameOf(Topics.JOBS));
        assertThat(broker.admin().listTopics().names().get())
                .doesNotContain(nameOf(Topics.RESULTS));
    }

    @Test
    void hardenedStartsWhenEveryTopicIsThere() throws Exception {
        broker.make(Topics.JOBS, 1);
        var provisioner = provisioner(true, () -> Set.of(Topics.JOBS));

        assertThatCode(() -> provisioner.provision(new StartupEvent())).doesNotThrowAnyException();
    }

    private String nameOf(Topics topic) {
        return broker.names().of(topic);
    }

    private Config settings(Topics topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, nameOf(topic));
        var described = broker.admin().describeConfigs(List.of(resource)).all().get();
        return Objects.requireNonNull(described.get(resource));
    }

    private TopicProvisioner provisioner(boolean hardened, TopicsInUse... inUse) {
        return new TopicProvisioner(
                broker.connection(),
                TestBroker.eventLog(Map.of("event-log.partitions", "2")),
                broker.deployment(hardened),
                broker.names(),
                List.of(inUse));
    }
}
