package dev.kycplatform.dispatcher;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.event.EventHeaders;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "dispatcher"))
@TestProfile(QuickRetries.class)
class CallbackDeliveryIT {
    private static final AtomicInteger JOBS = new AtomicInteger();
    private static final String BODY =
            "{\"JSONVersion\":\"1.0.0\",\"FullName\":\"Ad\u00e9 O\u2019Neill\",\"FullData\":{}}";

    @Inject Neighbours neighbours;

    private final Receiver receiver = new Receiver(0);
    private final JobKey job = JobKey.of("001", "job-" + JOBS.incrementAndGet());

    @BeforeEach
    void aPartner() {
        neighbours.publishPartner("001", 1, true);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void deliversAResultSignedTwiceAndRecordsTheAttempt() throws WebhookVerificationException {
        neighbours.complete(job, Optional.of(receiver.url("/full?user=77")), BODY);

        soon().until(() -> Rows.state(job).equals("delivered"));
        var callback = receiver.at("/full").getFirst();
        var text = new String(callback.body(), StandardCharsets.UTF_8);
        assertThat(text).startsWith(BODY.substring(0, BODY.length() - 1) + ",\"timestamp\":\"");
        var json = JsonPath.from(text);
        assertThat(
                        VendorSignature.matches(
                                json.getString("signature"),
                                Neighbours.API_KEY,
                                json.getString("timestamp"),
                                "001"))
                .isTrue();
        new Webhook(Neighbours.WEBHOOK_SECRET).verify(text, callback.headers());
        assertThat(callback.header("webhook-id")).isEqualTo(WebhookId.ofJob(job).value());
        assertThat(callback.header("content-type")).isEqualTo("application/json");
        assertThat(callback.header("host")).isEqualTo("127.0.0.1:" + receiver.port());
        assertThat(callback.header("kyc-attempt")).isEqualTo("1");
        assertThat(callback.header("kyc-attempts-left")).isEqualTo("6");
        assertThat(Instant.parse(callback.header("kyc-first-attempted-at")))
                .isBefore(neighbours.now());
        assertThat(callback.header("traceparent")).isEqualTo(Neighbours.TRACE);
        assertThat(Rows.deliveries(job).getFirst())
                .containsEntry("attempts", 1)
                .containsEntry("last_status", 200)
                .containsEntry("due_at", null)
                .containsEntry("lease_token", null)
                .containsEntry("endpoint", "http://127.0.0.1:" + receiver.port());
        assertThat(Rows.attempts(job))
                .singleElement()
                .satisfies(
                        attempt ->
                                assertThat(attempt)
                                        .containsEntry("outcome", "delivered")
                                        .containsEntry("response_status", 200)
                                        .containsEntry("failure", null));
    }

    @Test
    void keepsPathsAndAnswersOutOfRowsAndMetrics() {
        neighbours.complete(job, Optional.of(receiver.url("/secretpath?token=secretquery")), BODY);

        soon().until(() -> Rows.state(job).equals("delivered"));
        var everything =
                Rows.deliveries(job).toString()
                        + new String(
                                (byte[]) Rows.attempts(job).getFirst().get("answer"),
                                StandardCharsets.ISO_8859_1)
                        + get("/q/metrics").asString();
        assertThat(everything)
                .contains("kyc_deliveries_ended_total")
                .contains("kyc_delivery_time_seconds_bucket")
                .contains("kyc_delivery_in_flight")
                .doesNotContain("secretpath", "secretquery", "thank you");
    }

    @Test
    void triesAgainWhatFailedUnderTheSameId() {
        receiver.answer("/flaky", 500, 302);

        neighbours.complete(job, Optional.of(receiver.url("/flaky")), BODY);

        soon().until(() -> Rows.state(job).equals("delivered"));
        var received = receiver.at("/flaky");
        assertThat(received).hasSize(3);
        assertThat(received).extracting(r -> r.header("webhook-id")).containsOnly(id());
        assertThat(received)
                .extracting(r -> r.header("kyc-attempt"))
                .containsExactly("1", "2", "3");
        assertThat(received)
                .extracting(r -> r.header("kyc-first-attempted-at"))
                .containsOnly(received.getFirst().header("kyc-first-attempted-at"));
        assertThat(Rows.attempts(job))
                .extracting(row -> row.get("response_status"))
                .containsExactly(500, 302, 200);
    }

    @Test
    void deliversOnceHoweverOftenTheRecordComes() {
        var reference = neighbours.complete(job, Optional.of(receiver.url("/once")), BODY);
        neighbours.publish(reference);
        soon().until(() -> Rows.state(job).equals("delivered"));

        neighbours.publish(reference);
        thenAnotherJobIsDone();

        assertThat(receiver.at("/once")).hasSize(1);
        assertThat(Rows.deliveries(job)).hasSize(1);
    }

    @Test
    void sendsNothingForARecordThatNoResultStandsBehind() {
        var forged = new ResultReference(Instant.parse("2026-01-01T00:00:00Z"), job);

        neighbours.publish(forged);

        soon().until(() -> deadLetterCodes(job).equals(List.of("RESULT_UNKNOWN")));
        assertThat(Rows.deliveries(job)).isEmpty();
    }

    @Test
    void sendsNothingWhereNoCallbackIsOwed() {
        neighbours.complete(job, Optional.empty(), BODY);

        thenAnotherJobIsDone();

        assertThat(Rows.deliveries(job)).isEmpty();
        assertThat(deadLetterCodes(job)).isEmpty();
    }

    @Test
    void deliversAMegabyteAndAHalf() throws WebhookVerificationException {
        var large = "{\"Photo\":\"" + "x".repeat(1_500_000) + "\"}";

        neighbours.complete(job, Optional.of(receiver.url("/large")), large);

        soon().until(() -> Rows.state(job).equals("delivered"));
        var callback = receiver.at("/large").getFirst();
        var text = new String(callback.body(), StandardCharsets.UTF_8);
        assertThat(text).startsWith(large.substring(0, large.length() - 1)).endsWith("\"}");
        new Webhook(Neighbours.WEBHOOK_SECRET).verify(text, callback.headers());
    }

    @Test
    void waitsForAnEndpointThatIsDown() {
        var port = receiver.port();
        receiver.close();
        neighbours.complete(job, Optional.of(receiver.url("/later")), BODY);
        soon().until(() -> !Rows.attempts(job).isEmpty());

        try (var again = new Receiver(port)) {
            soon().until(() -> Rows.state(job).equals("delivered"));
            assertThat(again.at("/later")).hasSize(1);
        }

        assertThat(Rows.attempts(job).getFirst())
                .containsEntry("outcome", "deferred")
                .containsEntry("failure", "not_connected")
                .containsEntry("response_status", null);
    }

    @Test
    void endsWhatTheEndpointWantsNoMore() {
        receiver.answer("/gone", 410);

        neighbours.complete(job, Optional.of(receiver.url("/gone")), BODY);

        soon().until(() -> Rows.state(job).equals("gone"));
        assertThat(receiver.at("/gone")).hasSize(1);
    }

    @Test
    void isExhaustedWhenTheScheduleRunsOut() {
        receiver.answer("/never", 500, 404, 400, 429, 503, 500, 500, 200);

        neighbours.complete(job, Optional.of(receiver.url("/never")), BODY);

        soon().until(() -> Rows.state(job).equals("exhausted"));
        assertThat(receiver.at("/never")).hasSize(7);
        assertThat(receiver.at("/never").getLast().header("kyc-attempts-left")).isEqualTo("0");
        assertThat(Rows.deliveries(job).getFirst()).containsEntry("due_at", null);
    }

    @Test
    void isAFailedAttemptWhereCallbacksMayNotGo() {
        neighbours.complete(job, Optional.of("http://169.254.169.254/latest/meta-data"), BODY);

        soon().until(() -> !Rows.attempts(job).isEmpty());
        assertThat(Rows.attempts(job).getFirst())
                .containsEntry("outcome", "deferred")
                .containsEntry("failure", "address_forbidden");
    }

    @Test
    void isAFailedAttemptWhileThePartnerIsDisabled() {
        var other = JobKey.of("002", job.jobId().value());
        neighbours.publishPartner("002", 1, false);
        neighbours.complete(other, Optional.of(receiver.url("/disabled")), BODY);
        soon().until(
                        () ->
                                Rows.attempts(other).stream()
                                        .anyMatch(
                                                a -> "partner_disabled".equals(a.get("failure"))));
        assertThat(receiver.at("/disabled")).isEmpty();

        neighbours.publishPartner("002", 2, true);

        soon().until(() -> Rows.state(other).equals("delivered"));
    }

    @Test
    void endsADeliveryWhoseResultIsGone() {
        var answering = new CountDownLatch(1);
        receiver.answer("/expired", 500);
        receiver.holdBack("/expired", answering);
        neighbours.complete(job, Optional.of(receiver.url("/expired")), BODY);
        soon().until(() -> receiver.at("/expired").size() == 1);

        Rows.update("DELETE FROM worker.result WHERE job_id = ?", job.jobId().value());
        answering.countDown();

        soon().until(() -> Rows.state(job).equals("exhausted"));
        assertThat(Rows.attempts(job).getLast()).containsEntry("failure", "result_expired");
    }

    @Test
    void takesOverADeliveryWhoseLeaseHasEnded() {
        var answering = new CountDownLatch(1);
        receiver.holdBack("/dead", answering);
        neighbours.complete(job, Optional.of(receiver.url("/dead")), BODY);
        soon().until(() -> receiver.at("/dead").size() == 1);

        // Whoever sent this has died: its lease ends, and what it may still write counts for
        // nothing.
        Rows.update(
                """
                UPDATE dispatcher.delivery SET due_at = now(), lease_token = gen_random_uuid()
                WHERE job_id = ?""",
                job.jobId().value());
        soon().until(() -> receiver.at("/dead").size() == 2);
        answering.countDown();

        soon().until(() -> Rows.state(job).equals("delivered"));
        assertThat(receiver.at("/dead")).extracting(r -> r.header("webhook-id")).containsOnly(id());
        assertThat(Rows.attempts(job)).hasSize(1);
    }

    @Test
    void showsOtherServicesTheDeliveryLog() {
        neighbours.complete(job, Optional.of(receiver.url("/log")), BODY);
        soon().until(() -> Rows.state(job).equals("delivered"));

        assertThat(
                        Rows.query(
                                """
                                SELECT state, attempts, last_status, next_attempt_at
                                FROM dispatcher.delivery_v1 WHERE job_id = ?
                                AND has_table_privilege('kyc_intake', 'dispatcher.delivery_v1', 'SELECT')
                                AND has_table_privilege('kyc_flow', 'dispatcher.delivery_v1', 'SELECT')
                                AND NOT has_table_privilege('kyc_intake', 'dispatcher.delivery', 'SELECT')""",
                                job.jobId().value()))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("state", "delivered"));
    }

    /** So that what came before in the topic has certainly been handled, or is being. */
    private void thenAnotherJobIsDone() {
        for (int i = 0; i < 10; i++) {
            var marker = JobKey.of("001", "marker-" + JOBS.incrementAndGet());
            neighbours.complete(marker, Optional.of(receiver.url("/marker")), BODY);
            soon().until(() -> Rows.state(marker).equals("delivered"));
        }
    }

    private String id() {
        return WebhookId.ofJob(job).value();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }

    private static List<String> deadLetterCodes(JobKey job) {
        var topic = TestServers.topicPrefix() + Topics.DEAD_LETTERS.topicName();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", TestServers.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var codes = new ArrayList<String>();
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (var letter : consumer.poll(Duration.ofMillis(100))) {
                    if (new String(letter.key(), StandardCharsets.UTF_8).equals(job.toString())) {
                        codes.add(
                                new String(
                                        letter.headers()
                                                .lastHeader(EventHeaders.DEAD_LETTER_CODE)
                                                .value(),
                                        StandardCharsets.UTF_8));
                    }
                }
            }
            return codes;
        }
    }
}
