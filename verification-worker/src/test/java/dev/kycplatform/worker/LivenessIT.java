package dev.kycplatform.worker;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.JobRequested;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Liveness sees a consumer that is alive and consumes nothing, and takes no outage for one. */
@QuarkusTest
class LivenessIT extends WorkerTest {
    @Inject KafkaClientService kafka;

    @Test
    void aWedgedConsumerIsSeenUntilItGoesOn() {
        var consumer = kafka.<byte[], byte[]>getConsumer("jobs");
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);

        consumer.pause().await().atMost(Duration.ofSeconds(20));
        JobRequested job;
        try {
            job = jobs.publish(jobs.job(0));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get("/q/health/live").statusCode() == 503);
            assertThat(get("/q/health/live").asString()).contains("verification-worker, partition");
            assertThat(tables.results(job.key())).isEmpty();
        } finally {
            // The other tests of this service consume, too.
            consumer.resume().await().atMost(Duration.ofSeconds(20));
        }
        awaitAnnouncements(job, 1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/q/health/live").statusCode() == 200);
    }

    @Test
    void anOutageOfTheDatabaseIsNotTakenForAWedge() {
        Outage.ofTheDatabase(
                tables,
                () -> {
                    var waiting =
                            Stream.generate(() -> jobs.publish(jobs.job(0))).limit(5).toList();
                    await().until(() -> get("/q/health/ready").statusCode() == 503);
                    // Longer than a consumer may stand still for no reason.
                    await().atMost(Duration.ofSeconds(60))
                            .during(Duration.ofSeconds(15))
                            .until(() -> get("/q/health/live").statusCode() == 200);
                    return waiting;
                },
                waiting -> waiting.forEach(job -> awaitAnnouncements(job, 1)));
    }
}
