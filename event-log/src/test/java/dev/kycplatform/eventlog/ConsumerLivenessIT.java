package dev.kycplatform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.deployment.DependencyProbe;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A topic's reader whose handler never returns. Consumers in groups are wedged in the services' own tests. */
class ConsumerLivenessIT {
    private final TestBroker broker = new TestBroker();
    private final OwnReadings readings = new OwnReadings();
    private final LiveTopics liveTopics =
            new LiveTopics(broker.connection(), broker.names(), readings);
    private final Config config = new SmallRyeConfigBuilder().build();
    private final GroupOffsets offsets = new GroupOffsets(broker.connection());
    private final GroupPositions groups =
            new GroupPositions(offsets, new ConsumedTopics(config), config);
    private final CountDownLatch wedge = new CountDownLatch(1);
    private final AtomicBoolean databaseAnswers = new AtomicBoolean(true);
    private final ConsumerLiveness liveness =
            new ConsumerLiveness(
                    List.of(new Database()),
                    groups,
                    readings,
                    TestBroker.eventLog(
                            Map.of(
                                    "event-log.liveness.stalled-after", "3s",
                                    "event-log.liveness.check-every", "100ms")));

    private final class Database implements DependencyProbe {
        @Override
        public ErrorCode endsFailure() {
            return ErrorCode.DATABASE_UNAVAILABLE;
        }

        @Override
        public boolean answers() {
            return databaseAnswers.get();
        }
    }

    @BeforeEach
    void makeTopic() throws Exception {
        broker.make(Topics.REPLIES, 1);
    }

    @AfterEach
    void close() {
        wedge.countDown();
        liveness.stop(new ShutdownEvent());
        offsets.close();
        broker.close();
    }

    @Test
    void aReaderWhoseHandlerDoesNotReturnIsSeenUntilItDoes() throws Exception {
        try (var live = liveTopics.follow(Topics.REPLIES, _ -> stand())) {
            await().until(live::isListening);
            liveness.start(new StartupEvent());
            // Idle is not wedged.
            await().during(5, TimeUnit.SECONDS).until(() -> isUp());

            broker.put(Topics.REPLIES, "a", "1");
            await().atMost(30, TimeUnit.SECONDS).until(() -> !isUp());
            assertThat(liveness.call().getData().orElseThrow())
                    .containsOnlyKeys("topic " + broker.names().of(Topics.REPLIES));

            wedge.countDown();
            await().atMost(30, TimeUnit.SECONDS).until(this::isUp);
        }
    }

    @Test
    void whileADependencyIsAwayNobodyIsBlamed() throws Exception {
        databaseAnswers.set(false);
        try (var live = liveTopics.follow(Topics.REPLIES, _ -> stand())) {
            await().until(live::isListening);
            liveness.start(new StartupEvent());
            broker.put(Topics.REPLIES, "a", "1");
            await().during(6, TimeUnit.SECONDS).until(() -> isUp());

            databaseAnswers.set(true);
            await().atMost(30, TimeUnit.SECONDS).until(() -> !isUp());
        }
    }

    private boolean isUp() {
        return liveness.call().getStatus() == Status.UP;
    }

    private void stand() {
        try {
            wedge.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
