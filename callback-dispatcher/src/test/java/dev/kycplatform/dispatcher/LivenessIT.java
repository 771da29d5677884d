package dev.kycplatform.dispatcher;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Liveness sees a consumer that is alive and consumes nothing. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "dispatcher"))
@TestProfile(QuickRetries.class)
class LivenessIT {
    @Inject KafkaClientService kafka;
    @Inject Neighbours neighbours;

    @Test
    void aWedgedConsumerIsSeenUntilItGoesOn() {
        neighbours.publishPartner("001", 1, true);
        var job = JobKey.of("001", "while-wedged");
        var consumer = kafka.<byte[], byte[]>getConsumer("job-completed");
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);

        try (var receiver = new Receiver(0)) {
            consumer.pause().await().atMost(Duration.ofSeconds(20));
            try {
                neighbours.complete(job, Optional.of(receiver.url("/wedged")), "{}");
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(
                                () ->
                                        assertThat(get("/q/health/live").statusCode())
                                                .as("paused: %s", paused(consumer))
                                                .isEqualTo(503));
                assertThat(get("/q/health/live").asString())
                        .contains("callback-dispatcher, partition");
            } finally {
                // The other tests of this service consume, too.
                consumer.resume().await().atMost(Duration.ofSeconds(20));
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    get("/q/health/live").statusCode() == 200
                                            && Rows.state(job).equals("delivered"));
        }
    }

    private static Set<TopicPartition> paused(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.paused().await().atMost(Duration.ofSeconds(20));
    }
}
